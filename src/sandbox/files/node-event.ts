/** A file or folder as events name it. Nodes that are not there (yet, or any more) have no id. */
export interface EventNode {
  id?: number
  /** `/<uid>/files/<path>` */
  path: string
}

/** What happened, in the words of `OCP\Files\Events\Node`. */
export type NodeEventName =
  | `${'Before' | ''}Node${'Created' | 'Written' | 'Deleted' | 'Renamed' | 'Copied' | 'Touched'}Event`
  | 'BeforeNodeReadEvent'

/** One event; copies and renames have a source and a target, all others a node. */
export interface NodeEvent {
  name: NodeEventName
  /** Who did it. */
  uid: string
  node?: EventNode
  source?: EventNode
  target?: EventNode
}

/** Takes the events of a file store. */
export interface NodeEventSink {
  (event: NodeEvent): void
}
