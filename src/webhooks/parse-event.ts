import { z } from 'zod'

/** What a delivery means for an index: which document of whom changed how. */
export interface Change {
  docType: 'note' | 'file' | 'calendar_event' | 'table_row' | 'deck_card'
  docId: string
  operation: 'index' | 'delete'
  /** null for events without a session. */
  userId: string
  event: string
  /** Unix seconds, Nextcloud's clock. */
  occurredAt: number
}

const Id = z.union([z.int(), z.string().regex(/^\d{1,20}$/)]).transform(String)
const Envelope = z.object({
  user: z.object({ uid: z.string().min(1).max(64) }),
  time: z.int().nonnegative(),
  event: z.looseObject({ class: z.string().max(255) }),
})
const NodeEvent = z.object({ node: z.object({ id: Id, path: z.string().max(4096) }) })
const CalendarEvent = z.object({ objectData: z.object({ id: Id }) })
const RowEvent = z.object({ tableId: Id, rowId: Id })
const TagEvent = z.object({ objectType: z.literal('files'), objectIds: z.array(Id).min(1) })
const CardEvent = z.object({ card: z.object({ id: Id }) })

const NOTE = /^\/[^/]+\/files\/Notes\/.+\.(md|txt)$/i
const INDEXABLE = /\.(pdf|md|txt|docx|odt)$/i

type Parsed = Pick<Change, 'docType' | 'docId' | 'operation'>

/**
 * Reads a delivery of `webhook_listeners` 1.3 (envelope `{user, time, event}`).
 *
 * @returns undefined for what is no envelope, has no user, or concerns nothing we index. That is harmless, not an error.
 */
export function parseEvent(payload: unknown): Change | undefined {
  const envelope = Envelope.safeParse(payload)
  if (!envelope.success) return undefined
  const { user, time, event } = envelope.data
  const name = event.class.replace(/^\\/, '')
  const parsed = parserFor(name)?.(event, name)
  return parsed && { ...parsed, userId: user.uid, event: name, occurredAt: time }
}

function parserFor(name: string): ((event: unknown, name: string) => Parsed | undefined) | undefined {
  if (/^OCP\\Files\\Events\\Node\\(NodeCreated|NodeWritten|BeforeNodeDeleted)Event$/.test(name)) return nodeChange
  if (/^OCP\\Calendar\\Events\\CalendarObject(Created|Updated|Deleted|MovedToTrash|Restored)Event$/.test(name)) {
    return calendarChange
  }
  if (/^OCA\\Tables\\Event\\Row(Added|Updated|Deleted)Event$/.test(name)) return rowChange
  if (/^OCP\\SystemTag\\Tag(Assigned|Unassigned)Event$/.test(name)) return tagChange
  if (/^OCA\\Deck\\Event\\Card(Created|Updated|Deleted)Event$/.test(name)) return cardChange
  return undefined
}

const operationOf = (name: string) => (/Deleted|MovedToTrash/.test(name) ? 'delete' : 'index')

function nodeChange(event: unknown, name: string): Parsed | undefined {
  const parsed = NodeEvent.safeParse(event)
  if (!parsed.success) return undefined
  const { id, path } = parsed.data.node
  if (NOTE.test(path)) return { docType: 'note', docId: id, operation: operationOf(name) }
  return INDEXABLE.test(path) ? { docType: 'file', docId: id, operation: operationOf(name) } : undefined
}

function calendarChange(event: unknown, name: string): Parsed | undefined {
  const parsed = CalendarEvent.safeParse(event)
  if (!parsed.success) return undefined
  return { docType: 'calendar_event', docId: parsed.data.objectData.id, operation: operationOf(name) }
}

function rowChange(event: unknown, name: string): Parsed | undefined {
  const parsed = RowEvent.safeParse(event)
  if (!parsed.success) return undefined
  return { docType: 'table_row', docId: `${parsed.data.tableId}/${parsed.data.rowId}`, operation: operationOf(name) }
}

function tagChange(event: unknown): Parsed | undefined {
  const parsed = TagEvent.safeParse(event)
  if (!parsed.success) return undefined
  return { docType: 'file', docId: parsed.data.objectIds.join(','), operation: 'index' }
}

function cardChange(event: unknown, name: string): Parsed | undefined {
  const parsed = CardEvent.safeParse(event)
  return parsed.success ? { docType: 'deck_card', docId: parsed.data.card.id, operation: operationOf(name) } : undefined
}
