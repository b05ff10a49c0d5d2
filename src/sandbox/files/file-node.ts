interface BaseNode {
  id: number
  name: string
  parent: FolderNode | null
  /** Without quotes. */
  etag: string
  /** Unix seconds. */
  modified: number
  favorite: boolean
  /** Dead properties by `{namespace}name`, set by PROPPATCH. */
  properties: Map<string, string>
}

export interface FileNode extends BaseNode {
  kind: 'file'
  content: Buffer
  /** Unix seconds. */
  uploaded: number
  checksum: string | null
}

export interface FolderNode extends BaseNode {
  kind: 'folder'
  children: Map<string, Node>
}

/** A file or a folder. */
export type Node = FileNode | FolderNode

/** Names from the root down; empty for the root itself. */
export function segmentsOf(node: Node): string[] {
  return node.parent ? [...segmentsOf(node.parent), node.name] : []
}

/** Bytes of a file, or of all files below a folder. */
export function sizeOf(node: Node): number {
  if (node.kind === 'file') return node.content.length
  return [...node.children.values()].reduce((sum, child) => sum + sizeOf(child), 0)
}

/** The node and everything below it, parents first. */
export function* walk(node: Node): Generator<Node> {
  yield node
  if (node.kind === 'folder') for (const child of node.children.values()) yield* walk(child)
}
