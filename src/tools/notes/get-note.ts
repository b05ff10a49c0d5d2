import { z } from 'zod'
import { READ_ONLY } from '../../mcp/annotations.js'
import { defineTool } from '../../mcp/define-tool.js'
import { Note } from '../../nextcloud/notes/note.js'
import { NoteId } from '../params.js'

export const getNote = defineTool({
  name: 'nc_notes_get_note',
  title: 'Read a note',
  description: 'Read one note in full, with the etag that updating it safely needs.',
  scopes: ['notes.read'],
  annotations: READ_ONLY,
  input: z.strictObject({ note_id: NoteId }),
  output: Note,
  handler: ({ note_id }, { nextcloud }) => nextcloud.notes.get(note_id),
})
