import { z } from 'zod'
import { DemoFailed } from '../demo-failed.js'
import type { DemoWorld } from '../demo-world.js'
import { openSessionWith, type McpSession } from '../mcp-session.js'
import type { Narrator } from '../narrator.js'

const Note = z.object({ title: z.string() })
const CLIENT = { redirectUris: ['http://127.0.0.1/callback'], name: 'Assistant of the administrator' }
const SCOPE = 'openid profile email notes.read notes.write'

/** A client that the administrator set up in Nextcloud gets its tokens there; those for this resource are taken too. */
export async function workByNextcloudToken(
  { serverUrl, sandbox }: Pick<DemoWorld, 'serverUrl' | 'sandbox'>,
  tell: Narrator,
  noteId: number,
): Promise<void> {
  tell.step('A client that gets its token from Nextcloud itself is let in as well')
  const resource = `${serverUrl}/mcp`
  const { clientId } = sandbox.createClient({ ...CLIENT, tokenType: 'jwt' })
  const { accessToken } = await sandbox.issueTokens({ uid: 'alice', clientId, scope: SCOPE, resource })
  tell.show(`a JWT of Nextcloud for ${resource}, scope ${SCOPE}`)
  const mcp = await openSessionWith(serverUrl, `Bearer ${accessToken}`)
  try {
    await findNote(mcp, tell, noteId)
  } finally {
    await mcp.close()
  }
}

async function findNote(mcp: McpSession, tell: Narrator, noteId: number): Promise<void> {
  const { title } = Note.parse(await mcp.call('nc_notes_get_note', { note_id: noteId }))
  tell.show(`tools/call nc_notes_get_note ${noteId} -> "${title}"`)
  if (title !== 'Shopping') throw new DemoFailed('The token leads to other notes.')
}
