import { z } from 'zod'
import { CREATES } from '../../mcp/annotations.js'
import { defineTool } from '../../mcp/define-tool.js'
import { NoteSummary } from '../../nextcloud/notes/note.js'

export const createNote = defineTool({
  name: 'nc_notes_create_note',
  title: 'Create a note',
  description:
    'Create a note. Nextcloud cleans the title, because it becomes a file name, and adds a number when it is taken, so use the title that comes back.',
  scopes: ['notes.write'],
  annotations: CREATES,
  input: z.strictObject({
    title: z.string().min(1).max(100).describe('One line'),
    content: z.string().max(1_000_000).default('').describe('Markdown'),
    category: z
      .string()
      .max(500)
      .default('')
      .describe('Folder below the notes folder, e.g. Work/Projects. Empty for none'),
  }),
  output: NoteSummary,
  handler: async (note, { nextcloud }) => {
    const { content: _, ...summary } = await nextcloud.notes.create(note)
    return summary
  },
})
