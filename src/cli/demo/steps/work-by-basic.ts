import { z } from 'zod'
import type { DemoWorld } from '../demo-world.js'
import { openMcpSession } from '../mcp-session.js'
import type { Narrator } from '../narrator.js'

const Note = z.object({ id: z.int(), title: z.string(), etag: z.string() })

/** An assistant lists its tools and writes a note as alice. @returns the id of the note. */
export async function workByBasic(world: DemoWorld, tell: Narrator): Promise<number> {
  tell.step('An MCP client works as alice, with her name and password on each request')
  const alice = world.user('alice')
  const mcp = await openMcpSession(world.serverUrl, alice)
  const names = await mcp.toolNames()
  tell.show(`tools/list -> ${names.length} tools`)
  tell.show(names.join(', '))
  const created = Note.parse(
    await mcp.call('nc_notes_create_note', { title: 'Shopping', content: 'Bread\nMilk', category: 'Home' }),
  )
  tell.show(`tools/call nc_notes_create_note -> id ${created.id}, "${created.title}", etag ${created.etag}`)
  await mcp.close()
  tell.say('Nothing of this was stored by the server: the password lived as long as each request.')
  return created.id
}
