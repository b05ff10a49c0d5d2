import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Mode } from '../src/config/config.js'
import type { Sandbox } from '../src/sandbox/sandbox.js'
import { cli } from './cli/fake-io.js'
import { documentedSteps, type Part } from './helpers/documented-steps.js'
import { askMcp, clickAuthorize, oneDatabase, whoami } from './helpers/one-database.js'
import { connect, newClient } from './helpers/scripted-client.js'
import { TEST_KEY } from './helpers/test-config.js'

const PAGE = 'docs/troubleshooting.md'
const parts = documentedSteps(PAGE, 'Switching Between OAuth and BasicAuth')
const STATIC_TOKEN = 'static-token-of-this-page-0123456789'

/** What each direction promises: `same`: MCP clients change nothing. */
const DIRECTIONS: Record<string, { from: Mode; to: Mode; clients: 'same' | 'change' }> = {
  'Single user to OAuth': { from: 'single_user_basic', to: 'oauth', clients: 'change' },
  'OAuth to single user': { from: 'oauth', to: 'single_user_basic', clients: 'change' },
  'Multi-user Basic to hybrid': { from: 'multi_user_basic', to: 'hybrid', clients: 'same' },
  'Hybrid to multi-user Basic': { from: 'hybrid', to: 'multi_user_basic', clients: 'same' },
  'Hybrid to OAuth': { from: 'hybrid', to: 'oauth', clients: 'change' },
  'OAuth to hybrid': { from: 'oauth', to: 'hybrid', clients: 'same' },
}

t.test('every direction of the page is walked here, and every one that is walked is on the page', async t => {
  t.strictSame(
    parts.map(({ heading }) => heading),
    Object.keys(DIRECTIONS),
  )
})

/** What the reader writes where the page has an example. */
async function reader(t: Test) {
  const { sandbox, url, port, path } = await oneDatabase(t)
  const { clientId, clientSecret } = sandbox.createClient({ redirectUris: [`${url}/oauth/callback`] })
  const values: Record<string, string> = {
    'https://cloud.example.com': sandbox.url,
    'https://mcp.example.com': url,
    '<client-id>': clientId,
    '<client-secret>': clientSecret,
    '<key>': TEST_KEY,
    '<app-password>': sandbox.createAppPassword('alice'),
    '<static-token>': STATIC_TOKEN,
    './data/tokens.db': path,
  }
  const file = join(t.testdir(), '.env')
  const env = { PORT: String(port), LOG_LEVEL: 'silent', METRICS_ENABLED: 'false' }

  function write(lines: readonly string[]) {
    const filled = lines.map(line => line.replaceAll(/=(.*)$/g, (_, value) => `=${values[value] ?? value}`))
    for (const line of filled) t.notMatch(line, /<|example\.com/, 'no example is left')
    writeFileSync(file, filled.join('\n'))
  }

  /** Runs a line of the page; the server that it starts runs until stopped. */
  async function run(line: string) {
    const args = line.replace(/^npm start -- /, 'run ').replace(/^node dist\/src\/cli\/main\.js /, '')
    t.not(args, line, `${line} is a command of this server`)
    return cli(args.replace('.env', file), env)
  }
  return { sandbox, url, write, run }
}
type Reader = Awaited<ReturnType<typeof reader>>

const envOf = ({ blocks }: Part) => blocks.find(({ kind }) => kind === 'env')!.lines
/** The settings of a mode, as the page has them where it leads there. */
const settingsOf = (mode: Mode) => envOf(parts.find(({ heading }) => DIRECTIONS[heading]?.to === mode)!)

/** Serves with the settings that are written, and waits for what is looked for after the start. */
async function serve({ run, url }: Reader) {
  const io = await run('npm start -- --env-file .env')
  for (;;) {
    const { checks }: any = await (await fetch(`${url}/health/ready`)).json()
    if (checks.oauth !== 'starting') return io
  }
}

/** How an MCP client comes in, in a mode. */
async function credentialOf(mode: Mode, at: { url: string; sandbox: Sandbox }): Promise<{ authorization: string }> {
  if (mode === 'single_user_basic') return { authorization: `Bearer ${STATIC_TOKEN}` }
  if (mode !== 'oauth') return { authorization: `Basic ${Buffer.from('alice:alice-demo-password').toString('base64')}` }
  const tokens = await connect(at as Parameters<typeof connect>[0], await newClient(at))
  return { authorization: `Bearer ${tokens.body.access_token}` }
}

/** What the management API says of Alice's grant; undefined where there is none of it. */
async function isGranted({ url, sandbox }: Reader): Promise<boolean | undefined> {
  const { clientId } = sandbox.createClient({ redirectUris: [], tokenType: 'jwt', resourceUrl: url })
  const { accessToken } = await sandbox.issueTokens({ uid: 'alice', clientId, scope: 'openid', resource: url })
  const headers = { authorization: `Bearer ${accessToken}` }
  const answer = await fetch(`${url}/api/v1/users/alice/session`, { headers })
  const session: any = await answer.json()
  return answer.status === 404 ? undefined : session.background_access_granted
}

for (const part of parts) {
  const { from, to, clients } = DIRECTIONS[part.heading]!
  const keeps = (mode: Mode) => mode === 'hybrid' || mode === 'oauth'

  t.test(`${part.heading}: each step does what the page says, and the way back too`, async t => {
    const us = await reader(t)
    us.write(settingsOf(from))
    const before = await serve(us)
    t.match(before.stderr(), new RegExp(`serves ${from} mode`))
    const old = await credentialOf(from, us)
    t.equal(await whoami(us.url, old), 'alice')
    if (keeps(from)) t.match(await clickAuthorize(us, 'alice'), { status: 200 })
    await before.stop()

    for (const { kind, lines } of part.blocks) {
      if (kind === 'env') us.write(lines)
      for (const line of kind === 'env' ? [] : lines) await follow(t, us, line, part)
    }

    const after = await serve(us)
    const [, says = ''] = /It says `([^`]+)`/.exec(part.text) ?? []
    t.equal(says, `serves ${to} mode`)
    t.ok(after.stderr().includes(says), says)
    t.equal((await askMcp(us.url, old)).status, clients === 'same' ? 200 : 401, 'the old way in')
    if (keeps(from) && keeps(to)) t.equal(await isGranted(us), true, 'nobody authorises again')
    else if (!keeps(to)) t.equal(await isGranted(us), undefined)
    t.equal(await whoami(us.url, await credentialOf(to, us)), 'alice')
    await after.stop()

    us.write(settingsOf(from))
    const back = await serve(us)
    t.match(back.stderr(), new RegExp(`serves ${from} mode`))
    t.equal((await askMcp(us.url, old)).status, 200, 'what clients had works again')
    if (keeps(from)) t.equal(await isGranted(us), true, 'the grant is still there')
    await back.stop()
  })
}

/** A command line of the page, in the state that the steps before it left. */
async function follow(t: Test, us: Reader, line: string, { heading }: Part): Promise<void> {
  const io = await us.run(line)
  t.equal(io.exitCode(), 0, `${heading}: ${line}\n${io.stdout()}${io.stderr()}`)
  if (line.includes('doctor')) t.match(io.stdout(), /checks, 0 failed/)
  if (line.includes('--oauth')) t.match(io.stderr(), /are set and ignored[^]*serves oauth mode/)
  await io.stop()
}
