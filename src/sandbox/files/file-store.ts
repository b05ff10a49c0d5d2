import { createHash } from 'node:crypto'
import { segmentsOf, walk, type FileNode, type FolderNode, type Node } from './file-node.js'
import type { EventNode, NodeEvent, NodeEventName } from './node-event.js'

export interface WriteOptions {
  /** Unix seconds; now by default. */
  modified?: number
  checksum?: string | null
}

/** The files of everybody. Paths are lists of names; parents must exist; events are emitted as Nextcloud emits them. */
export interface FileStore {
  root(uid: string): FolderNode
  find(uid: string, path: readonly string[]): Node | undefined
  /** Every file and folder that has been there, by id, as far as it still is. */
  byId(uid: string, id: number): Node | undefined
  write(uid: string, folder: FolderNode, name: string, content: Buffer, options?: WriteOptions): FileNode
  createFolder(uid: string, folder: FolderNode, name: string): FolderNode
  /** The target must be free. */
  move(uid: string, node: Node, folder: FolderNode, name: string): void
  /** The target must be free. */
  copy(uid: string, node: Node, folder: FolderNode, name: string): Node
  remove(uid: string, node: Node): void
  /** Sets the modification time, Unix seconds. */
  touch(uid: string, node: Node, modified: number): void
  /** Tells the listeners that somebody reads it. */
  read(uid: string, node: FileNode): void
}

interface StorePorts {
  now(): number
  randomId(length: number): string
  emit(event: NodeEvent): void
}

/** An empty store. Ids start at 100, so that they are not mistaken for indexes. */
export function createFileStore(ports: StorePorts): FileStore {
  const roots = new Map<string, FolderNode>()
  const byId = new Map<number, Node>()
  let lastId = 99
  const seconds = () => Math.floor(ports.now() / 1000)
  const newEtag = () => createHash('md5').update(ports.randomId(16)).digest('hex')

  const base = (name: string, parent: FolderNode | null) => ({
    id: (lastId += 1),
    name,
    parent,
    etag: newEtag(),
    modified: seconds(),
    favorite: false,
    properties: new Map<string, string>(),
  })
  const folderNode = (name: string, parent: FolderNode | null): FolderNode => ({
    ...base(name, parent),
    kind: 'folder',
    children: new Map(),
  })
  const attach = <T extends Node>(node: T, folder: FolderNode): T => {
    folder.children.set(node.name, node)
    changed(folder)
    return node
  }
  /** A change below shows in the ETag and the time of every folder above. */
  function changed(folder: FolderNode | null): void {
    for (let at = folder; at; at = at.parent) {
      at.etag = newEtag()
      at.modified = seconds()
    }
  }

  function root(uid: string): FolderNode {
    const known = roots.get(uid)
    if (known) return known
    const made = folderNode('', null)
    roots.set(uid, made)
    return made
  }

  const pathOf = (uid: string, segments: readonly string[]) => `/${uid}/files/${segments.join('/')}`
  const named = (uid: string, node: Node): EventNode => ({ id: node.id, path: pathOf(uid, segmentsOf(node)) })
  /** Recorded: what is about to be made in the root has two slashes in its path. */
  const unnamed = (uid: string, folder: FolderNode, name: string): EventNode => ({
    path: pathOf(uid, folder.parent ? [...segmentsOf(folder), name] : ['', name]),
  })
  const tell = (name: NodeEventName, uid: string, node: EventNode) => ports.emit({ name, uid, node })
  const tellPair = (name: NodeEventName, uid: string, source: EventNode, target: EventNode) =>
    ports.emit({ name, uid, source, target })

  function announced<T extends Node>(uid: string, folder: FolderNode, name: string, make: () => T): T {
    const before = unnamed(uid, folder, name)
    tell('BeforeNodeWrittenEvent', uid, before)
    tell('BeforeNodeCreatedEvent', uid, before)
    const made = attach(make(), folder)
    for (const node of walk(made)) byId.set(node.id, node)
    tell('NodeWrittenEvent', uid, named(uid, made))
    tell('NodeCreatedEvent', uid, named(uid, made))
    return made
  }

  function create(uid: string, folder: FolderNode, name: string, content: Buffer, options: WriteOptions): FileNode {
    return announced(uid, folder, name, () => ({
      ...base(name, folder),
      kind: 'file',
      content,
      uploaded: seconds(),
      checksum: options.checksum ?? null,
      modified: options.modified ?? seconds(),
    }))
  }

  function overwrite(uid: string, file: FileNode, content: Buffer, options: WriteOptions): FileNode {
    tell('BeforeNodeWrittenEvent', uid, named(uid, file))
    const modified = options.modified ?? seconds()
    // Recorded: several writes within one second keep the ETag.
    if (modified !== file.modified) file.etag = newEtag()
    file.content = content
    file.modified = modified
    file.uploaded = seconds()
    file.checksum = options.checksum ?? null
    changed(file.parent)
    tell('NodeWrittenEvent', uid, named(uid, file))
    return file
  }

  function clone(node: Node, folder: FolderNode, name: string): Node {
    if (node.kind === 'file') return { ...node, ...base(name, folder), content: node.content, modified: node.modified }
    const copy = folderNode(name, folder)
    for (const child of node.children.values()) copy.children.set(child.name, clone(child, copy, child.name))
    return copy
  }

  const find = (uid: string, path: readonly string[]) => {
    let at: Node | undefined = root(uid)
    for (const name of path) at = at?.kind === 'folder' ? at.children.get(name) : undefined
    return at
  }

  return {
    root,
    find,
    byId: (uid, id) => {
      const node = byId.get(id)
      return node && rootOf(node) === root(uid) ? node : undefined
    },
    write: (uid, folder, name, content, options = {}) => {
      const existing = folder.children.get(name)
      return existing?.kind === 'file'
        ? overwrite(uid, existing, content, options)
        : create(uid, folder, name, content, options)
    },
    createFolder: (uid, folder, name) => announced(uid, folder, name, () => folderNode(name, folder)),
    move: (uid, node, folder, name) => {
      const source = named(uid, node)
      tellPair('BeforeNodeRenamedEvent', uid, source, unnamed(uid, folder, name))
      node.parent?.children.delete(node.name)
      changed(node.parent)
      node.name = name
      node.parent = folder
      attach(node, folder)
      tellPair('NodeRenamedEvent', uid, { path: source.path }, named(uid, node))
    },
    copy: (uid, node, folder, name) => {
      tellPair('BeforeNodeCopiedEvent', uid, named(uid, node), unnamed(uid, folder, name))
      const made = announced(uid, folder, name, () => clone(node, folder, name))
      tellPair('NodeCopiedEvent', uid, named(uid, node), named(uid, made))
      return made
    },
    remove: (uid, node) => {
      const gone = named(uid, node)
      tell('BeforeNodeDeletedEvent', uid, gone)
      node.parent?.children.delete(node.name)
      changed(node.parent)
      node.parent = null
      for (const lost of walk(node)) byId.delete(lost.id)
      tell('NodeDeletedEvent', uid, { path: gone.path })
    },
    touch: (uid, node, modified) => {
      if (node.modified !== modified) node.etag = newEtag()
      node.modified = modified
      changed(node.parent)
      tell('NodeTouchedEvent', uid, named(uid, node))
    },
    read: (uid, node) => tell('BeforeNodeReadEvent', uid, named(uid, node)),
  }
}

function rootOf(node: Node): Node {
  return node.parent ? rootOf(node.parent) : node
}
