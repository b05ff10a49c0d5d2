import { z } from 'zod'
import { inspect } from './inspect.js'
import { OAUTH } from '../helpers/oauth-server.js'
import { attempt, exchange, newClient } from '../helpers/scripted-client.js'
import { throughThePages } from '../interop/through-the-pages.js'
import { aliceByBasic, serveOnLoopback, type ServedOnLoopback } from './serve.js'

/**
 * MCP Inspector's CLI against this server, in both protocol eras: by Basic in hybrid, by bearer in OAuth mode, of Nextcloud's own and of ours. `INSPECTOR_BIN` is its `inspector`,
 * `CONFORMANCE_NODE` a Node.js that it runs on. Exits non-zero when one answer is not what it should be.
 */
const ERAS = ['legacy', 'modern']
/** Its exit code when it would have to ask somebody to sign in. */
const UNAUTHORIZED = 3
const Listed = z.object({ tools: z.array(z.object({ name: z.string(), inputSchema: z.object({}) })).min(10) })
const Created = z.object({ structuredContent: z.object({ id: z.int(), title: z.string() }) })

const bin = process.env['INSPECTOR_BIN']
if (!bin) throw new TypeError('INSPECTOR_BIN is not set: the inspector of an installed @modelcontextprotocol/inspector')
const figures = { passed: 0, failed: 0 }
await examine('hybrid', {}, async ({ sandbox }) => aliceByBasic(sandbox))
await examine('oauth', OAUTH, aliceByBearer)
await examine('oauth through us', OAUTH, aliceThroughUs)
process.stdout.write(`inspector: ${figures.passed} passed, ${figures.failed} failed\n`)
process.exitCode = figures.failed === 0 && figures.passed > 0 ? 0 : 1

async function examine(
  mode: string,
  env: Record<string, string | undefined>,
  authorize: (server: ServedOnLoopback) => Promise<string>,
): Promise<void> {
  const server = await serveOnLoopback(env)
  try {
    const authorization = await authorize(server)
    for (const era of ERAS) await examineEra(server, `${mode}, ${era}`, era, authorization)
  } finally {
    await server.close()
  }
}

async function examineEra({ base, sandbox }: ServedOnLoopback, title: string, era: string, authorization: string) {
  const ask = (given: string, ...args: string[]) =>
    inspect(bin!, `${base}/mcp`, given, ['--protocol-era', era, ...args])
  const list = await ask(authorization, '--method', 'tools/list')
  check(`${title}: tools are listed`, list.code === 0 && Listed.safeParse(list.result).success, list.stderr)

  const note = ['--tool-name', 'nc_notes_create_note', '--tool-arg', `title=Inspected ${era}`, 'content=By hand']
  const called = await ask(authorization, '--method', 'tools/call', ...note)
  const id = Created.safeParse(called.result).data?.structuredContent.id
  check(`${title}: a tool is called`, called.code === 0 && id !== undefined, called.stderr)
  const headers = { authorization: aliceByBasic(sandbox), 'ocs-apirequest': 'true' }
  const stored = await fetch(`${sandbox.url}/index.php/apps/notes/api/v1/notes/${id}`, { headers })
  const isThere = stored.ok && (await stored.text()).includes(`Inspected ${era}`)
  check(`${title}: and the note is in Nextcloud`, isThere, `status ${stored.status}`)

  const refused = await ask(`${authorization}x`, '--method', 'tools/list')
  check(
    `${title}: wrong credentials are refused`,
    refused.code === UNAUTHORIZED && refused.result === undefined,
    refused.stderr,
  )
}

function check(title: string, isTrue: boolean, why: string): void {
  figures[isTrue ? 'passed' : 'failed'] += 1
  if (!isTrue) process.stdout.write(`inspector, not so: ${title}\n${why}\n`)
}

async function aliceByBearer({ base, sandbox }: ServedOnLoopback): Promise<string> {
  const { clientId } = sandbox.createClient({ redirectUris: ['http://127.0.0.1/callback'], tokenType: 'jwt' })
  const scope = 'openid profile notes.read notes.write files.read'
  const { accessToken } = await sandbox.issueTokens({ uid: 'alice', clientId, scope, resource: `${base}/mcp` })
  return `Bearer ${accessToken}`
}

/** As for a client that registered here. */
async function aliceThroughUs({ base: url, sandbox }: ServedOnLoopback): Promise<string> {
  const client = await newClient({ url })
  const begun = attempt({ url }, client)
  const callback = await throughThePages({ url, sandbox }, begun.url)
  const { body } = await exchange({ url }, client, callback.searchParams.get('code'), begun.verifier)
  return `Bearer ${body.access_token}`
}
