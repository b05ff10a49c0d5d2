import { createBrowser, type Browser } from '../helpers/browser.js'
import type { Secrets } from './secrets.js'
import { callOf, logIn, MCP_HEADERS, START, type Victim } from './victim.js'
import { addPair } from './witness.js'

export interface Story {
  victim: Victim
  secrets: Secrets
  /** `WEBHOOK_SECRET` */
  shared: string
}

type Headers = Record<string, string>
const HOSTILE_PASSWORD = 'p\u00e4ss/w"rd +%&=\\ of alice'

export const ask = async ({ victim }: Story, method: string, path: string, headers: Headers = {}, body?: string) => {
  const init = { method, headers, redirect: 'manual' as const, ...(body === undefined ? {} : { body }) }
  const response = await fetch(`${victim.url}${path}`, init)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const tool = (story: Story, name: string, args: object, authorization: string) =>
  ask(story, 'POST', '/mcp', { ...MCP_HEADERS, authorization }, JSON.stringify(callOf(name, args)))

/** People work, some with wrong passwords. @returns alice's header. */
export async function workByBasic(story: Story): Promise<string> {
  const { victim, secrets } = story
  victim.sandbox.setPassword('alice', HOSTILE_PASSWORD)
  const alice = addPair(secrets, 'alice', HOSTILE_PASSWORD)
  for (const [name, args] of [
    ['nc_users_whoami', {}],
    ['nc_notes_create_note', { title: 'Plan', content: 'words', category: '' }],
    ['nc_files_write_file', { path: '/plan.md', content: 'words' }],
    ['nc_files_read_file', { path: '/nothing-here.md' }],
    ['nc_access_get_status', {}],
    ['nc_nothing', {}],
  ] as const)
    await tool(story, name, args, alice)
  for (const [login, password] of [
    ['alice', 'wrong-but-close-to-the-right-one'],
    ['nobody', 'a-password-of-elsewhere'],
  ] as const)
    await tool(story, 'nc_users_whoami', {}, addPair(secrets, login, password))
  const broken = addPair(secrets, 'alice', 'a-password-with-a-\u0001-in-it')
  for (const authorization of [broken, `${alice}=`, `Bearer ${alice.slice(6)}`, `${alice}, ${alice}`])
    await tool(story, 'nc_users_whoami', {}, authorization)
  await ask(story, 'GET', `/mcp?authorization=${encodeURIComponent(alice)}`)
  return alice
}

/** Login and consent in a small browser, and what can go wrong on the way. */
export async function authorize(story: Story, uid: string): Promise<void> {
  const { victim, secrets } = story
  const browser = createBrowser()
  const consent = await logIn(browser, victim, await browser.open(`${victim.url}${START}?state=corr-1`), uid)
  learnFromBrowser(browser, secrets)
  const done = await browser.submit(consent, '/consent/grant')
  learnFromBrowser(browser, secrets)
  if (!/Access authorised/.test(done.html)) throw new RangeError(`not authorised: ${done.status}`)
  const callback = browser.visited.at(-1) ?? ''
  await browser.open(callback)
  await createBrowser().open(callback)
}

/** Consent refused; a callback in another browser, with errors, with a code that is none; a token endpoint that fails. */
export async function failToAuthorize(story: Story): Promise<void> {
  const { victim, secrets } = story
  // Denied first: who consented once is not asked again.
  for (const failure of [
    undefined,
    { status: 500, body: 'upstream text' },
    { dropConnection: true },
    { status: 400, body: '{"error":"invalid_client"}' },
  ]) {
    const browser = createBrowser()
    const consent = await logIn(browser, victim, await browser.open(`${victim.url}${START}`), 'bob')
    learnFromBrowser(browser, secrets)
    if (failure) victim.sandbox.failNext({ path: /oidc\/token$/, ...failure })
    await browser.submit(consent, failure ? '/consent/grant' : '/consent/deny').catch(() => undefined)
    learnFromBrowser(browser, secrets)
    victim.later(61_000)
    await victim.app.oauth!.oidc.start()
  }
  const lost = createBrowser()
  await lost.open(`${victim.url}${START}`)
  learnFromBrowser(lost, secrets)
  const state = new URL(lost.visited.find(url => url.includes('state=')) ?? victim.url).searchParams.get('state')
  const code = 'a-code-that-somebody-stole-elsewhere'
  secrets.add('code', code)
  for (const query of [
    `state=${state}&code=${code}`,
    `state=${state}&code=${code}&iss=https://evil.example`,
    `code=${code}`,
  ])
    await lost.open(`${victim.url}/oauth/callback?${query}`)
}

function learnFromBrowser({ visited, cookies }: Browser, secrets: Secrets): void {
  for (const url of visited) {
    const { searchParams } = new URL(url)
    for (const name of ['state', 'nonce', 'code', 'ticket'])
      if (searchParams.get(name) !== 'corr-1') secrets.add(name, searchParams.get(name) ?? undefined)
  }
  for (const [name, value] of cookies) if (name.includes('mcp_')) secrets.add('cookie', value)
}

/** What Astrolabe and administrators do, right and wrong. */
export async function manage(story: Story): Promise<void> {
  const { victim, secrets } = story
  const headers: Headers = { ...(await victim.bearer('admin')) }
  const token = String(headers['authorization']).slice(7)
  secrets.add('access_token', token)
  for (const [method, path] of [
    ['GET', '/api/v1/status'],
    ['GET', '/api/v1/openapi.json'],
    ['GET', '/api/v1/users/admin/session'],
    ['GET', '/api/v1/users/alice/session'],
    ['GET', '/api/v1/apps'],
    ['POST', '/api/v1/webhooks/presets/notes_sync/enable'],
    ['GET', '/api/v1/webhooks'],
    ['GET', '/api/v1/webhooks/presets'],
    ['GET', '/api/v1/audit?scope=all'],
    ['GET', `/api/v1/apps?access_token=${token}`],
    ['POST', '/api/v1/webhooks'],
  ] as const)
    await ask(story, method, path, headers)
  const ticket = await ask(story, 'POST', '/api/v1/provisioning-tickets', headers)
  secrets.add('ticket', /ticket=([\w-]{43})/.exec(ticket.text)?.[1])
  for (const authorization of [
    `Bearer ${token}x`,
    `bearer ${token} `,
    `Basic ${token}`,
    `Bearer ${token.slice(0, -9)}AAAAAAAAA`,
  ])
    await ask(story, 'GET', '/api/v1/apps', { authorization })
}

/** Real deliveries of Nextcloud, and some that are not. */
export async function receive({ victim, secrets, shared, ...rest }: Story): Promise<number> {
  const story = { victim, secrets, shared, ...rest }
  const note = JSON.stringify({ title: 'Hook', content: 'x' })
  const headers = { ...victim.basic('bob'), 'ocs-apirequest': 'true', 'content-type': 'application/json' }
  await fetch(`${victim.sandbox.url}/index.php/apps/notes/api/v1/notes`, { method: 'POST', headers, body: note })
  const delivered = await victim.sandbox.runJobs()
  const wrong = 'a-webhook-secret-that-is-not-ours-at-all'
  secrets.add('webhook secret', wrong)
  for (const authorization of [`Bearer ${shared}`, `Bearer ${wrong}`, wrong])
    await ask(story, 'POST', '/webhooks/nextcloud', { authorization }, '{"event":{"class":"X"},"time":1}')
  await ask(story, 'POST', '/webhooks/nextcloud', { authorization: `Bearer ${shared}` }, '{')
  return delivered
}

/** An app password, stored, used in the background, and limited. */
export async function leaveAppPassword(story: Story): Promise<void> {
  const { victim, secrets } = story
  const password = victim.sandbox.createAppPassword('alice')
  const authorization = addPair(secrets, 'alice', password)
  const path = '/api/v1/users/alice'
  await ask(story, 'POST', `${path}/app-password`, { authorization })
  await ask(story, 'PATCH', `${path}/scopes`, { authorization }, '{"scopes":["notes.read"]}')
  for (const route of ['access', 'app-password']) await ask(story, 'GET', `${path}/${route}`, { authorization })
  const wrong = addPair(secrets, 'alice', 'wrong-app-password-of-alice')
  await ask(story, 'GET', `${path}/access`, { authorization: wrong })
  const bearer = await victim.bearer('alice')
  secrets.add('access_token', bearer.authorization.slice(7))
  await ask(story, 'GET', '/api/v1/apps', bearer)
}

/** Nextcloud is away, is wrong, and repeats what it was told, while everybody goes on. */
export async function suffer(story: Story, alice: string): Promise<void> {
  const { victim, secrets } = story
  const bearer = await victim.bearer('admin')
  secrets.add('access_token', bearer.authorization.slice(7))
  const everybody = async () => {
    await tool(story, 'nc_notes_search_notes', {}, alice)
    await tool(story, 'nc_files_list_folder', {}, alice)
    await tool(story, 'nc_files_list_folder', {}, addPair(secrets, 'bob', `bob-guesses-${victim.lines.length}`))
    for (const path of ['/api/v1/apps', '/api/v1/users/admin/session']) await ask(story, 'GET', path, bearer)
    await ask(story, 'POST', '/api/v1/webhooks/presets/files_sync/enable', bearer)
    victim.app.oauth!.broker.provisioned('admin')
    await victim.app.oauth!.broker.getAccessToken('admin').catch(() => undefined)
  }
  for (const status of [400, 401, 403, 404, 412, 423, 429, 500, 503]) {
    victim.wire.rewrite = (request, response) => {
      const { credential, headers, body } = request
      const told = credential?.kind === 'basic' ? credential.password.reveal() : credential?.token.reveal()
      const echo = { error: 'no', error_description: `${told} ${body}`, message: told, headers, url: request.url }
      return { ...response, status, body: Buffer.from(JSON.stringify(echo)) }
    }
    await everybody()
    victim.later(301_000)
  }
  victim.wire.rewrite = () => {
    throw new TypeError('fetch failed: Authorization: Basic, in a library', { cause: { alice } })
  }
  await everybody()
  victim.wire.rewrite = undefined
}
