import { z } from 'zod'
import { DemoFailed } from '../demo-failed.js'
import { openStdioSession, type McpSession } from '../mcp-session.js'
import type { Narrator } from '../narrator.js'
import type { SingleWorld } from '../single-world.js'

const Note = z.object({ content: z.string() })

/** An assistant on this machine starts the server as its child, and finds the same tools and the same notes. */
export async function workByStdio({ account }: SingleWorld, tell: Narrator, noteId: number): Promise<void> {
  tell.step('The same tools without a network: the client starts "nextcloud-mcp-server stdio" as its child')
  const mcp = await openStdioSession(account)
  try {
    await readNote(mcp, tell, noteId)
  } finally {
    await mcp.close()
  }
  tell.say('Nothing but the protocol went over its stdout; it ended with its client.')
}

async function readNote(mcp: McpSession, tell: Narrator, noteId: number): Promise<void> {
  const names = await mcp.toolNames()
  tell.show(`tools/list -> ${names.length} tools`)
  const { content } = Note.parse(await mcp.call('nc_notes_get_note', { note_id: noteId }))
  tell.show(`tools/call nc_notes_get_note ${noteId} -> ${JSON.stringify(content)}`)
  if (content !== 'Bread\nMilk') throw new DemoFailed('The child process sees another note.')
}
