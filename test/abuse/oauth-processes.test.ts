import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { freePort } from '../helpers/free-port.js'
import { OAUTH, startOAuthServer, type OAuthServer } from '../helpers/oauth-server.js'
import {
  attempt,
  connect,
  consentTo,
  exchange,
  newClient,
  personsBrowser,
  refresh,
} from '../helpers/scripted-client.js'
import { TEST_KEY } from '../helpers/test-config.js'

const MAIN = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url))

/** The same server once more, as a process of its own: they share the database and nothing else. */
async function secondProcess(test: Test, { url, sandbox }: OAuthServer, database: string): Promise<{ url: string }> {
  const port = await freePort()
  const env = {
    NEXTCLOUD_HOST: sandbox.url,
    NEXTCLOUD_MCP_SERVER_URL: url,
    ENABLE_OFFLINE_ACCESS: 'true',
    TOKEN_ENCRYPTION_KEY: TEST_KEY,
    TOKEN_STORAGE_DB: database,
    METRICS_ENABLED: 'false',
    LOG_LEVEL: 'silent',
  }
  const child = spawn(process.execPath, [...process.execArgv, MAIN, '--port', String(port)], {
    env: { ...env, PATH: process.env['PATH'] },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  test.teardown(() => child.kill())
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (said += text))
  const ended = once(child, 'exit').then(() => Promise.reject(new RangeError(said)))
  ended.catch(() => undefined)
  while (!said.includes(' serves oauth mode')) await Promise.race([once(child.stderr, 'data'), ended])
  return { url: `http://127.0.0.1:${port}` }
}

const database = join(t.testdir(), 'data', 'tokens.db')
const one = await startOAuthServer(t, { env: { ...OAUTH, TOKEN_STORAGE_DB: database } })
const two = await secondProcess(t, one, database)
const alive = async (token: string) => (await one.callTool(token, 'nc_users_whoami')).status === 200

t.test('GAP-20: one refresh token at two processes, six times at once: one pair, and the family is dead', async t => {
  const client = await newClient(one)
  const { body } = await connect(one, client)
  const answers = await Promise.all([one, two, one, two, one, two].map(at => refresh(at, client, body.refresh_token)))
  const given = answers.filter(({ status }) => status === 200)
  t.equal(given.length, 1)
  for (const { status, body: refused } of answers)
    if (status !== 200) t.match({ status, refused }, { status: 400, refused: { error: 'invalid_grant' } })
  const { access_token: access, refresh_token: next } = given[0]!.body
  t.notOk(await alive(access))
  for (const at of [one, two]) t.equal((await refresh(at, client, next)).status, 400)
})

t.test('GAP-20: one code at two processes, six times at once: one pair at most, dead afterwards', async t => {
  const client = await newClient(one)
  const begun = attempt(one, client)
  const code = (await consentTo(one, begun)).get('code')
  const answers = await Promise.all(
    [one, two, one, two, one, two].map(at => exchange(at, client, code, begun.verifier)),
  )
  const given = answers.filter(({ status }) => status === 200)
  t.equal(given.length, 1)
  t.notOk(await alive(given[0]!.body.access_token))
})

t.test(
  'GAP-47: what began at one process goes on at the other: client, question, code, tokens, and their end',
  async t => {
    const client = await newClient(two)
    const begun = attempt(one, client)
    const browser = personsBrowser(one)
    const page = await browser.open(begun.url.replace(one.url, two.url))
    t.match(page, { status: 200, html: /Allow Claude\?/ })
    t.ok(page.url.startsWith(`${one.url}/oauth/consent`), 'the question was brought to the other process')
    const answer = await consentTo(one, { ...begun, url: page.url }, { browser })
    const { body } = await exchange(two, client, answer.get('code'), begun.verifier)
    t.ok(await alive(body.access_token))
    const next = await refresh(one, client, body.refresh_token)
    t.equal(next.status, 200)
    t.equal((await refresh(two, client, body.refresh_token)).status, 400, 'the other process knows that it is used')
    t.notOk(await alive(next.body.access_token))
  },
)

t.test('GAP-47: one answer at two processes at once is one answer', async t => {
  const client = await newClient(one)
  const browser = personsBrowser(one)
  await consentTo(one, attempt(one, client), { browser })
  const page = await browser.open(attempt(one, client, { prompt: 'consent' }).url)
  const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.html)?.[1] ?? ''
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const form = { request: field('request'), csrf: field('csrf'), decision: 'allow' }
  const answers = await Promise.all(
    [one, two, one, two].map(({ url }) =>
      fetch(`${url}/oauth/consent`, { method: 'POST', headers: { cookie }, body: new URLSearchParams(form) }),
    ),
  )
  const bodies = await Promise.all(answers.map(response => response.text()))
  t.equal(bodies.filter(html => html.includes('code=ncmcp_ac_')).length, 1)
  t.strictSame(answers.map(({ status }) => status).toSorted(), [200, 400, 400, 400])
})
