import { z } from 'zod'
import { InvalidRequest } from '../../errors/nextcloud-errors.js'
import { REPLACES } from '../../mcp/annotations.js'
import { defineTool } from '../../mcp/define-tool.js'
import { NoteSummary } from '../../nextcloud/notes/note.js'
import { IfMatch, NoteId } from '../params.js'

export const updateNote = defineTool({
  name: 'nc_notes_update_note',
  title: 'Change a note',
  description:
    'Replace the title, text or category of a note, whichever is given. Pass the etag of your last read as if_match, so that nobody else is overwritten.',
  scopes: ['notes.write'],
  annotations: REPLACES,
  input: z.strictObject({
    note_id: NoteId,
    title: z.string().min(1).max(100).optional().describe('New title. Leave out to keep it'),
    content: z.string().max(1_000_000).optional().describe('New text in Markdown, all of it. Leave out to keep it'),
    category: z.string().max(500).optional().describe('New category, empty for none. Leave out to keep it'),
    if_match: IfMatch,
  }),
  output: NoteSummary,
  handler: async ({ note_id, title, content, category, if_match }, { nextcloud }) => {
    const changes = {
      ...(title !== undefined && { title }),
      ...(content !== undefined && { content }),
      ...(category !== undefined && { category }),
    }
    if (Object.keys(changes).length === 0)
      throw new InvalidRequest('Nothing to change: give a title, content or category.')
    const { content: _, ...summary } = await nextcloud.notes.update(note_id, changes, if_match)
    return summary
  },
})
