import { z } from 'zod'
import { PreconditionFailed } from '../../errors/nextcloud-errors.js'
import { CREATES } from '../../mcp/annotations.js'
import { defineTool } from '../../mcp/define-tool.js'
import { NoteSummary, type Note } from '../../nextcloud/notes/note.js'
import type { NotesClient } from '../../nextcloud/notes/notes-client.js'
import { NoteId } from '../params.js'

const MAX_ATTEMPTS = 4

export const appendContent = defineTool({
  name: 'nc_notes_append_content',
  title: 'Append to a note',
  description:
    'Add text at the end of a note, after an empty line. Changes that others make at the same moment are kept.',
  scopes: ['notes.write'],
  annotations: CREATES,
  input: z.strictObject({
    note_id: NoteId,
    content: z.string().min(1).max(1_000_000).describe('Markdown to add'),
  }),
  output: NoteSummary,
  handler: async ({ note_id, content }, { nextcloud }) => {
    const { content: _, ...summary } = await append(nextcloud.notes, note_id, content)
    return summary
  },
})

/** Read, then write on the condition that nobody wrote since; a lost race is run again. */
async function append(notes: NotesClient, id: number, addition: string): Promise<Note> {
  for (let attempt = 1; ; attempt += 1) {
    const current = await notes.get(id)
    try {
      return await notes.update(id, { content: join(current.content, addition) }, current.etag)
    } catch (error) {
      if (!(error instanceof PreconditionFailed) || attempt >= MAX_ATTEMPTS) throw error
    }
  }
}

function join(text: string, addition: string): string {
  if (text === '' || text.endsWith('\n\n')) return text + addition
  return text.endsWith('\n') ? `${text}\n${addition}` : `${text}\n\n${addition}`
}
