import { z } from 'zod'
import { DELETES } from '../../mcp/annotations.js'
import { defineTool } from '../../mcp/define-tool.js'
import { NoteId } from '../params.js'

export const deleteNote = defineTool({
  name: 'nc_notes_delete_note',
  title: 'Delete a note',
  description: 'Delete a note. Its file goes to the trash bin of Files, from where it can be restored.',
  scopes: ['notes.write'],
  annotations: DELETES,
  input: z.strictObject({ note_id: NoteId }),
  output: z.object({ note_id: z.int(), recoverable: z.boolean().describe('It is in the trash bin') }),
  handler: async ({ note_id }, { nextcloud }) => {
    await nextcloud.notes.remove(note_id)
    return { note_id, recoverable: true }
  },
})
