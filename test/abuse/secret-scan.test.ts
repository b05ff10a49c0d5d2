import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { rotateKeys } from '../../src/auth/key-rotation/rotate-keys.js'
import { loadConfig } from '../../src/config/load-config.js'
import { openVault } from '../../src/vault/open-vault.js'
import { collectSecrets, spellings } from './secrets.js'
import { ask, authorize, failToAuthorize, leaveAppPassword, manage, receive, suffer, workByBasic } from './story.js'
import { START, startVictim } from './victim.js'
import { learnFromWire, watchAnswers, type Given } from './witness.js'

/** The one place of each secret that has one: a header or a body that is there to carry it. */
const AT_HOME: Record<string, (path: string, part: string) => boolean> = {
  state: (path, part) => path.startsWith(START) && part === 'location',
  nonce: (path, part) => path.startsWith(START) && part === 'location',
  cookie: (path, part) => path.startsWith(START) && part === 'set-cookie',
  ticket: (path, part) => part === 'body' && /provisioning-tickets|\/mcp/.test(path),
}

/** What must have happened for the scan to mean anything. */
const HAPPENED = [
  'basic.ok',
  'basic.failed',
  'client.registered',
  'provision.start',
  'provision.success',
  'provision.denied',
  'provision.failed',
  'token.refresh.rotated',
  'token.refresh.failed',
  'token.revoked',
  'webhook.preset.enabled',
  'app_password.stored',
  'app_password.scopes',
]

t.test('GAP-29: a whole run leaves no secret in logs, database, audit trail or answers', async t => {
  const path = join(t.testdir(), 'data', 'tokens.db')
  const secrets = collectSecrets()
  const [key, nextKey, shared] = [
    randomBytes(32).toString('base64'),
    randomBytes(32).toString('base64'),
    randomBytes(24).toString('hex'),
  ]
  for (const one of [key, nextKey]) secrets.add('master key', one)
  secrets.add('webhook secret', shared)
  const env = {
    TOKEN_STORAGE_DB: path,
    TOKEN_ENCRYPTION_KEY: key,
    WEBHOOK_SECRET: shared,
    DCR_DELETE_ON_SHUTDOWN: 'true',
    LOG_LEVEL: 'trace',
  }
  const settings = { userConsent: true, clientExpireTime: 86_400, refreshExpireTime: 86_400 }
  const victim = await startVictim(t, { env, settings })
  const given = watchAnswers(victim.app.server)
  const story = { victim, secrets, shared }
  const files = () =>
    [path, `${path}-wal`, `${path}-shm`].filter(file => existsSync(file)).map(file => readFileSync(file, 'latin1'))
  const seenFiles: string[] = []

  const alice = await workByBasic(story)
  await authorize(story, 'admin')
  await manage(story)
  t.ok((await receive(story)) >= 1, 'a delivery came')
  await leaveAppPassword(story)
  seenFiles.push(...files())
  t.equal(seenFiles.length, 3, 'file, WAL and its index are there')
  victim.later(1_000_000)
  await victim.app.oauth!.broker.getAccessToken('admin', { minValiditySeconds: 0 }).catch(() => undefined)
  await suffer(story, alice)
  await failToAuthorize(story)
  const keys = openVault(
    loadConfig({ ...baseEnv(victim.sandbox.url), TOKEN_STORAGE_DB: path, TOKEN_ENCRYPTION_KEY: `${nextKey},${key}` })
      .config.storage!.keys,
  )
  await rotateKeys({ storage: victim.app.storage!, vault: keys, log: victim.app.log })
  const bearer = await victim.bearer('admin')
  secrets.add('access_token', bearer.authorization.slice(7))
  await ask(story, 'POST', '/api/v1/users/admin/revoke', bearer)
  const audit = JSON.stringify(await victim.app.storage!.audit.list({ limit: 10_000 }))
  seenFiles.push(...files())
  await victim.app.close()
  seenFiles.push(...files())
  learnFromWire(victim.wire, secrets)

  const counts = secrets.counts()
  for (const name of [
    'password',
    'Basic header',
    'state',
    'nonce',
    'code',
    'cookie',
    'ticket',
    'code_verifier',
    'client_secret',
    'registration_access_token',
    'access_token',
    'refresh_token',
    'id_token',
    'webhook secret',
    'master key',
  ])
    t.ok((counts[name] ?? 0) > 0, `${counts[name]} of ${name} were used`)
  t.ok(
    victim.lines.length > 100 && given.length > 60 && audit.length > 1000,
    `${victim.lines.length} lines, ${given.length} answers`,
  )

  for (const event of HAPPENED) t.ok(audit.includes(`"${event}"`), event)

  for (const line of victim.lines) noSecret('log', line)
  // A nonce is kept until its flow ends (ten minutes): it proves that an ID token answers this flow, and opens nothing.
  for (const bytes of seenFiles) noSecret('database', bytes, name => name === 'nonce')
  noSecret('audit', audit)
  for (const [name, isHome] of Object.entries(AT_HOME)) {
    const homes = given.flatMap(one => partsOf(one).filter(([part]) => isHome(one.path, part)))
    t.ok(
      homes.some(([, text]) => secrets.foundIn(text).includes(name)),
      `${name} was seen where it belongs`,
    )
  }
  for (const answer of given)
    for (const [part, text] of partsOf(answer))
      noSecret(`${answer.path} ${part}`, text, name => AT_HOME[name]?.(answer.path, part) ?? false)

  function noSecret(where: string, text: string, mayBe: (name: string) => boolean = () => false): void {
    const found = secrets.foundIn(text).filter(name => !mayBe(name))
    if (found.length > 0) t.fail(`${found.join(', ')} in ${where.replace(/[?=].*/, '')}`, { text: text.slice(0, 400) })
  }
})

const partsOf = ({ headers, body }: Given) => [...Object.entries(headers), ['body', body] as const]
const baseEnv = (url: string) => ({
  NEXTCLOUD_HOST: url,
  ENABLE_MULTI_USER_BASIC_AUTH: 'true',
  ENABLE_OFFLINE_ACCESS: 'true',
})

t.test('the scan finds what was planted: in a log line, in bytes, in an answer, in every spelling', async t => {
  const victim = await startVictim(t)
  const secrets = collectSecrets()
  const value = 'p\u00e4ss/w"rd + planted'
  secrets.add('planted', value)
  t.strictSame(
    victim.lines.flatMap(line => secrets.foundIn(line)),
    [],
  )
  const before = victim.lines.length
  const encoded = ['', 'a', 'ab', 'alice:', 'Bearer '].map(prefix => Buffer.from(`${prefix}${value}, and more`))
  for (const note of [
    value,
    encodeURIComponent(value),
    ...encoded.flatMap(one => [one.toString('base64'), one.toString('base64url'), one.toString('hex')]),
  ])
    victim.app.log.info({ note }, 'planted')
  victim.app.log.error(new TypeError(`it said ${value}`), 'planted')
  const planted = victim.lines.slice(before)
  t.ok(planted.length >= 18, `${planted.length} lines`)
  for (const [index, line] of planted.entries()) t.strictSame(secrets.foundIn(line), ['planted'], `line ${index}`)
  for (const spelling of spellings(value)) t.strictSame(secrets.foundIn(`x${spelling}y`), ['planted'])
  const key = randomBytes(32)
  secrets.add('key', key.toString('base64'))
  t.strictSame(
    secrets.foundIn(Buffer.concat([Buffer.alloc(5), key]).toString('latin1')),
    ['key'],
    'raw bytes in a file',
  )
})
