import { z } from 'zod'
import { openSessionWith } from '../mcp-session.js'
import type { Narrator } from '../narrator.js'
import type { SingleWorld } from '../single-world.js'

const Note = z.object({ id: z.int(), title: z.string() })

/** A client with the static token works as the server's account. @returns the id of the note it wrote. */
export async function workByToken({ serverUrl, staticToken }: SingleWorld, tell: Narrator): Promise<number> {
  tell.step('An MCP client works by HTTP with the static token of this server')
  const mcp = await openSessionWith(serverUrl, `Bearer ${staticToken}`)
  const names = await mcp.toolNames()
  tell.show(`tools/list -> ${names.length} tools`)
  const note = Note.parse(
    await mcp.call('nc_notes_create_note', { title: 'Shopping', content: 'Bread\nMilk', category: 'Home' }),
  )
  tell.show(`tools/call nc_notes_create_note -> id ${note.id}, "${note.title}"`)
  await mcp.close()
  tell.say('Whoever has the token acts as alice: this mode knows one account, and is deprecated for that.')
  return note.id
}
