import { z } from 'zod'
import { DemoFailed } from '../demo-failed.js'
import type { DemoWorld } from '../demo-world.js'
import { openSessionWith, type McpSession } from '../mcp-session.js'
import type { Narrator } from '../narrator.js'
import type { Tokens } from '../oauth-client.js'

const Created = z.object({ id: z.int(), title: z.string() })
const Read = z.object({ content: z.string() })
const NOTE = { title: 'Shopping', content: 'Bread\nMilk', category: 'Home' }

/** The official client works by bearer token: it writes a note, and reads it back. @returns the id of the note. */
export async function workByOpaqueToken(
  { serverUrl }: Pick<DemoWorld, 'serverUrl'>,
  tell: Narrator,
  { access_token }: Pick<Tokens, 'access_token'>,
): Promise<number> {
  tell.step('The client works as alice with its access token')
  const mcp = await openSessionWith(serverUrl, `Bearer ${access_token}`)
  try {
    return await writeAndRead(mcp, tell)
  } finally {
    await mcp.close()
  }
}

async function writeAndRead(mcp: McpSession, tell: Narrator): Promise<number> {
  const names = await mcp.toolNames()
  tell.show(`tools/list -> ${names.length} tools`)
  const { id, title } = Created.parse(await mcp.call('nc_notes_create_note', NOTE))
  tell.show(`tools/call nc_notes_create_note -> id ${id}, "${title}"`)
  const { content } = Read.parse(await mcp.call('nc_notes_get_note', { note_id: id }))
  tell.show(`tools/call nc_notes_get_note ${id} -> ${JSON.stringify(content)}`)
  if (content !== NOTE.content) throw new DemoFailed('The note is not what was written.')
  return id
}
