import { z } from 'zod'
import { DemoFailed } from '../demo-failed.js'
import type { DemoWorld } from '../demo-world.js'
import type { Narrator } from '../narrator.js'
import { refresh, type OAuthClient, type Tokens } from '../oauth-client.js'
import { postMcp, type McpAnswer } from '../post-mcp.js'

const SCOPE = 'notes.read'
const Note = z.object({ result: z.object({ structuredContent: z.object({ content: z.string() }) }) })

/** A token that may read notes reads, and is told what it lacks when it writes (RFC 6750, section 3.1). @returns the narrow tokens. */
export async function narrowToken(
  { serverUrl }: Pick<DemoWorld, 'serverUrl'>,
  tell: Narrator,
  { client, tokens, noteId }: { client: OAuthClient; tokens: Tokens; noteId: number },
): Promise<Tokens> {
  tell.step(`The client takes a token for ${SCOPE} alone, and tries to write with it`)
  const { status, body } = await refresh(client, tokens.refresh_token, SCOPE)
  if (!('access_token' in body) || body.scope !== SCOPE) throw new DemoFailed(`No narrow token: status ${status}.`)
  tell.show(`POST /oauth/token (refresh_token, scope=${SCOPE}) -> ${status}, scope ${body.scope}`)
  const call = (name: string, args: object) =>
    postMcp(serverUrl, `Bearer ${body.access_token}`, { method: 'tools/call', params: { name, arguments: args } })
  const read = await call('nc_notes_get_note', { note_id: noteId })
  tell.show(`tools/call nc_notes_get_note -> ${read.status}`)
  const write = await call('nc_notes_append_content', { note_id: noteId, content: 'Cheese' })
  tell.show(`tools/call nc_notes_append_content -> ${write.status}`)
  tell.show(`WWW-Authenticate: ${write.challenge}`)
  const isHeldBack = write.status === 403 && write.challenge.includes('error="insufficient_scope"')
  if (!isNote(read) || !isHeldBack) throw new DemoFailed('The token was not held to its scope.')
  return body
}

const isNote = ({ status, body }: McpAnswer) => status === 200 && Note.safeParse(JSON.parse(body)).success
