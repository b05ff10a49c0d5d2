import { fastify, type FastifyInstance, type FastifyRequest } from 'fastify'
import t from 'tap'
import { callerFactory } from '../../../plugins/mcp/caller-of.js'
import type { BasicLogin } from '../../../src/auth/basic/basic-authenticator.js'
import { CredentialRejected } from '../../../src/errors/nextcloud-errors.js'
import { systemPorts } from '../../../src/lib/ports.js'
import { Secret } from '../../../src/lib/secret.js'
import type { Caller } from '../../../src/mcp/caller.js'
import type { HttpRequest } from '../../../src/nextcloud/http-client.js'
import { testConfig } from '../../helpers/test-config.js'

const LOGIN: BasicLogin = {
  principal: { userId: 'uid-1', via: 'basic', scopes: undefined, credentialHash: 'hash-1' },
  loginName: 'ann@example.org',
  password: new Secret('pass word'),
  displayName: 'Ann',
}

/** One request through a bare Fastify that carries `login`; `work` gets its caller. */
async function withCaller<T>(login: BasicLogin | null, status: number, work: (caller: Caller) => Promise<T>) {
  const sent: HttpRequest[] = []
  const rejected: string[] = []
  const app = fastify()
  app
    .decorate('config', testConfig())
    .decorate('ports', systemPorts)
    .decorate('storage', undefined)
    .decorate('oauth', undefined)
  app.decorate('http', {
    send: async (request: HttpRequest) => {
      sent.push(request)
      return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from('{}') }
    },
    close: async () => {},
  })
  app.decorate('basic', {
    authenticate: async () => Promise.reject(new TypeError()),
    rejected: hash => void rejected.push(hash),
    breakerOpen: () => 0,
  })
  decorateRequest(app, login)
  const callerOf = callerFactory(app)
  let result: PromiseSettledResult<T> | undefined
  app.get('/', async (request, reply) => {
    const [settled] = await Promise.allSettled([(async () => work(callerOf(request, reply)))()])
    result = settled
  })
  await app.inject('/')
  await app.close()
  return { result, sent, rejected }
}

function decorateRequest(app: FastifyInstance, login: BasicLogin | null): void {
  app.decorateRequest('basicLogin', null)
  app.decorateRequest('clientIp', { getter: () => '192.0.2.7' })
  app.addHook('onRequest', async (request: FastifyRequest) => {
    request.basicLogin = login
  })
}

const context = async (caller: Caller) => caller.context(new AbortController().signal)

t.test('a tool acts with the caller’s own login name and password, and under their uid', async t => {
  const { sent } = await withCaller(LOGIN, 200, async caller => (await context(caller)).nextcloud.users.current())
  const [request] = sent
  t.match(request, { clientIp: '192.0.2.7', credential: { kind: 'basic', loginName: 'ann@example.org' } })
  t.ok(request?.credential?.kind === 'basic' && request.credential.password === LOGIN.password)
})

t.test('the context names the uid, and has no background access in a mode that stores nothing', async t => {
  const { result } = await withCaller(LOGIN, 200, async caller => {
    const { user, access, nextcloud } = await context(caller)
    return { user, access, uid: nextcloud.userId, principal: caller.principal }
  })
  t.match(result, {
    value: {
      user: { id: 'uid-1', loginName: 'ann@example.org', displayName: 'Ann' },
      access: undefined,
      uid: 'uid-1',
      principal: LOGIN.principal,
    },
  })
})

t.test('the call’s signal goes with the request to Nextcloud', async t => {
  const { signal } = new AbortController()
  const { sent } = await withCaller(LOGIN, 200, async caller =>
    (await caller.context(signal)).nextcloud.users.current(),
  )
  t.equal(sent[0]?.signal, signal)
})

t.test('a credential that Nextcloud refuses is forgotten at once', async t => {
  const { result, rejected } = await withCaller(LOGIN, 401, async caller =>
    (await context(caller)).nextcloud.users.current(),
  )
  t.match(result, { status: 'rejected', reason: CredentialRejected })
  t.strictSame(rejected, ['hash-1'])
})

t.test('no caller is made without a login', async t => {
  t.match((await withCaller(null, 200, async caller => caller)).result, {
    status: 'rejected',
    reason: CredentialRejected,
  })
})
