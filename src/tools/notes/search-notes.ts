import { z } from 'zod'
import { READ_ONLY } from '../../mcp/annotations.js'
import { defineTool } from '../../mcp/define-tool.js'
import { byLatest, findNotes } from '../../nextcloud/notes/find-notes.js'
import { NoteSummary } from '../../nextcloud/notes/note.js'
import { readCursor, writeCursor } from '../cursor.js'
import { Cursor, Limit, NextCursor } from '../params.js'

/** The last note of a page: notes that appear meanwhile do not shift the next one. */
const Position = z.object({ modified: z.string().nullable(), id: z.int() })

export const searchNotes = defineTool({
  name: 'nc_notes_search_notes',
  title: 'Search notes',
  description:
    'List or search your notes, latest change first. Returns summaries with an excerpt around the match, so read a whole note with nc_notes_get_note.',
  scopes: ['notes.read'],
  annotations: READ_ONLY,
  input: z.strictObject({
    query: z
      .string()
      .max(500)
      .optional()
      .describe('Words that must all occur in title or text, in any case. Leave out to list every note'),
    category: z.string().min(1).max(500).optional().describe('Only notes of exactly this category, e.g. Work/Projects'),
    limit: Limit,
    cursor: Cursor,
  }),
  output: z.object({
    notes: z.array(NoteSummary.extend({ excerpt: z.string().nullable() })),
    total: z.int().describe('How many match in all'),
    next_cursor: NextCursor,
  }),
  handler: async ({ query = '', category, limit, cursor }, { nextcloud }) => {
    const words = query.split(/\s+/).filter(Boolean)
    const question = ['notes', words, category ?? null]
    const after = readCursor(cursor, question, Position)
    const found = await findNotes(nextcloud.notes, { words, category })
    const rest = after ? found.filter(note => byLatest(after, note) < 0) : found
    const notes = rest.slice(0, limit)
    const last = rest.length > limit ? notes.at(-1) : undefined
    const next = last && writeCursor(question, { modified: last.modified, id: last.id })
    return { notes, total: found.length, next_cursor: next ?? null }
  },
})
