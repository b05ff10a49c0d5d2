import { z } from 'zod'
import { path } from '../../lib/path.js'
import { quoteEtag } from '../etag.js'
import { rfc3339 } from '../rfc3339.js'
import { call, callApp, type Session } from '../session.js'
import type { Note } from './note.js'

/** Some notes, from the one that was changed longest ago. */
export interface NotesChunk {
  /** `content` is empty where it was not asked for. */
  notes: Note[]
  /** For the next chunk; undefined after the last. */
  cursor: string | undefined
}

export interface NewNote {
  title: string
  content: string
  category: string
}

/** Notes app 5.0, API v1. Titles are file names: Nextcloud cleans them and adds a number to those that are taken. */
export interface NotesClient {
  list(options: {
    category?: string | undefined
    withContent: boolean
    size: number
    cursor?: string | undefined
  }): Promise<NotesChunk>
  /** @throws {NotFound} */
  get(id: number): Promise<Note>
  create(note: NewNote): Promise<Note>
  /**
   * Changes only what is given.
   *
   * @param ifMatch - without quotes.
   * @throws {PreconditionFailed} with the etag of the note as it is now.
   */
  update(id: number, changes: Partial<NewNote>, ifMatch?: string): Promise<Note>
  /** The file goes to the trash bin. @throws {NotFound} */
  remove(id: number): Promise<void>
}

const APP = 'Notes'

const NoteData = z.object({
  id: z.number().int(),
  title: z.string(),
  category: z.string(),
  favorite: z.boolean(),
  readonly: z.boolean().default(false),
  modified: z.number(),
  etag: z.string().default(''),
  content: z.string().default(''),
})

/** The last chunk repeats all ids, as `{ id }`, so that clients can tell what was deleted. */
const ListData = z.array(z.union([NoteData, z.object({ id: z.number().int() }).strict()]))

export function notesClient(session: Session): NotesClient {
  const toNote = ({ modified, ...note }: z.output<typeof NoteData>): Note => ({
    ...note,
    modified: rfc3339(modified),
    url: session.browser.app(path`/apps/notes/note/${note.id}`),
  })
  const list = session.endpoints.app('/apps/notes/api/v1/notes')
  const one = (id: number) => session.endpoints.app(path`/apps/notes/api/v1/notes/${id}`)
  return {
    list: async options => {
      const url = `${list}?${listQuery(options)}`
      const { data, headers } = await callApp(session, APP, { method: 'GET', url }, ListData)
      return {
        notes: data.flatMap(item => ('title' in item ? [toNote(item)] : [])),
        cursor: headers['x-notes-chunk-cursor'],
      }
    },
    get: async id => toNote((await callApp(session, APP, { method: 'GET', url: one(id) }, NoteData)).data),
    create: async note => {
      const request = { method: 'POST', url: list, body: JSON.stringify(note) }
      return toNote((await callApp(session, APP, request, NoteData)).data)
    },
    update: async (id, changes, ifMatch) => {
      const headers: Record<string, string> = ifMatch === undefined ? {} : { 'if-match': quoteEtag(ifMatch) }
      const request = { method: 'PUT', url: one(id), headers, body: JSON.stringify(changes) }
      return toNote((await callApp(session, APP, request, NoteData)).data)
    },
    remove: async id => {
      await call(session, { kind: 'app', appName: APP }, { method: 'DELETE', url: one(id) })
    },
  }
}

function listQuery({ category, withContent, size, cursor }: Parameters<NotesClient['list']>[0]): URLSearchParams {
  const query = new URLSearchParams({ chunkSize: String(size) })
  if (category !== undefined) query.set('category', category)
  if (!withContent) query.set('exclude', 'content')
  if (cursor !== undefined) query.set('chunkCursor', cursor)
  return query
}
