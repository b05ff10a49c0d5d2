import { DemoFailed } from '../demo-failed.js'
import type { DemoWorld } from '../demo-world.js'
import type { Narrator } from '../narrator.js'
import { postMcp } from '../post-mcp.js'

/** A client that knows the address alone is told where to read on (RFC 9728, section 5.1). @returns where that is. */
export async function meetChallenge({ serverUrl }: Pick<DemoWorld, 'serverUrl'>, tell: Narrator): Promise<string> {
  tell.step('An MCP client knows the address of the server, and nothing else')
  const { status, challenge } = await postMcp(serverUrl)
  tell.show(`POST /mcp -> ${status}`)
  tell.show(`WWW-Authenticate: ${challenge}`)
  const [, metadataUrl] = /^Bearer .*resource_metadata="([^"]+)"/.exec(challenge) ?? []
  if (status !== 401 || !metadataUrl) throw new DemoFailed('A request without a token was not shown the way.')
  return metadataUrl
}
