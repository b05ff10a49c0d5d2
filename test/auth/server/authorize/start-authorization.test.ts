import t from 'tap'
import {
  refusedRedirect,
  requestCookieName,
  startAuthorization,
} from '../../../../src/auth/server/authorize/start-authorization.js'
import { StorageFailed } from '../../../../src/errors/storage-errors.js'
import { sha256 } from '../../../../src/lib/sha256.js'
import { refusal } from '../../../helpers/refusal.js'
import { CHALLENGE, REDIRECT, serverSetup, URL_OF_US } from '../../../helpers/server-setup.js'
import { clientOf, requestOf } from '../../../storage/authorization-server-fixtures.js'

const GOOD = {
  response_type: 'code',
  client_id: 'client-1',
  redirect_uri: REDIRECT,
  code_challenge: CHALLENGE,
  code_challenge_method: 'S256',
  state: 'st',
  scope: 'notes.read',
}

async function setup(t: Parameters<typeof serverSetup>[0]) {
  const parts = await serverSetup(t)
  await parts.server.clients.add(clientOf({ redirectUris: [REDIRECT, 'http://127.0.0.1/cb'] }))
  return parts
}

t.test('a good request is kept as hashes, and the person is asked', async t => {
  const { deps, server, now } = await setup(t)
  const started = await startAuthorization(deps, GOOD)
  if (started.kind !== 'ask') throw new RangeError(started.kind)
  const id = new URL(started.location).searchParams.get('request') ?? ''
  t.equal(started.location, `${URL_OF_US}/oauth/consent?request=${id}`)
  t.strictSame(await server.requests.find(sha256(id)), {
    requestHash: sha256(id),
    cookieHash: sha256(started.cookie.value),
    clientId: 'client-1',
    clientName: 'Claude',
    redirectUri: REDIRECT,
    state: 'st',
    scopes: ['notes.read'],
    codeChallenge: CHALLENGE,
    resource: `${URL_OF_US}/mcp`,
    alwaysAsk: false,
    approvalHash: null,
    createdAt: now(),
    expiresAt: now() + 600,
  })
  t.equal(started.cookie.name, requestCookieName(deps, sha256(id)))
})

t.test('a client of this machine comes with another port each time', async t => {
  const { deps } = await setup(t)
  t.match(await startAuthorization(deps, { ...GOOD, redirect_uri: 'http://127.0.0.1:53177/cb' }), { kind: 'ask' })
})

t.test('RT-13: an unknown client or redirect URI is shown, and nothing is sent anywhere', async t => {
  const { deps, server } = await setup(t)
  for (const client_id of [undefined, '', 'nobody', ['client-1', 'client-1']])
    await t.rejects(startAuthorization(deps, { ...GOOD, client_id }), refusal('invalid_client'))
  for (const redirect_uri of [undefined, '', 'https://evil.example/', `${REDIRECT}/x`, [REDIRECT, REDIRECT]])
    await t.rejects(startAuthorization(deps, { ...GOOD, redirect_uri }), refusal('invalid_redirect_uri'))
  t.equal(await server.requests.count(), 0)
})

t.test('a document that cannot be read is not told as an unknown client', async t => {
  const { deps } = await setup(t)
  const message = (client_id: string) =>
    startAuthorization(deps, { ...GOOD, client_id }).catch((error: Error) => error.message)
  t.match(await message('https://client.example/about.json'), /cannot be read[^]*Try again in a minute/)
  t.match(await message('client-2'), /is not known to this server/)
})

t.test('RT-13: from then on the client is told by redirect', async t => {
  const { deps } = await setup(t)
  const started = await startAuthorization(deps, { ...GOOD, code_challenge_method: 'plain' })
  if (started.kind !== 'redirect') throw new RangeError(started.kind)
  const url = new URL(started.location)
  t.equal(url.origin + url.pathname, REDIRECT)
  t.match(Object.fromEntries(url.searchParams), { error: 'invalid_request', state: 'st', iss: URL_OF_US })
  const twice = await startAuthorization(deps, { ...GOOD, state: ['a', 'b'] })
  t.notMatch(twice, /state=/)
})

t.test('a thousand open requests are enough; those that expired make room', async t => {
  const { deps, server, ports, now } = await setup(t)
  for (let count = 0; count < 1_000; count += 1)
    await server.requests.add(requestOf({ requestHash: `r-${count}`, createdAt: now(), expiresAt: now() + 600 }))
  t.match(await startAuthorization(deps, GOOD), { kind: 'redirect', location: /temporarily_unavailable/ })
  ports.advance(600_000)
  t.match(await startAuthorization(deps, GOOD), { kind: 'ask' })
})

t.test('a flood keeps nobody out: after two minutes without an answer, the oldest make room', async t => {
  const { deps, server, ports, now } = await setup(t)
  const times = { createdAt: now(), expiresAt: now() + 600 }
  for (let count = 0; count < 1_000; count += 1)
    await server.requests.add(requestOf({ requestHash: `r-${count}`, ...times }))
  ports.advance(119_000)
  t.match(await startAuthorization(deps, GOOD), { kind: 'redirect', location: /error=temporarily_unavailable/ })
  ports.advance(2_000)
  t.match(await startAuthorization(deps, GOOD), { kind: 'ask' })
  t.equal(await server.requests.count(), 951)
})

t.test('a fault of ours is thrown, and would be a server_error to the client', async t => {
  const { deps } = await setup(t)
  const broken = { ...deps, storage: { ...deps.storage, authorizationServer: { ...deps.storage.authorizationServer } } }
  broken.storage.authorizationServer.requests = {
    ...deps.storage.authorizationServer.requests,
    count: async () => Promise.reject(new StorageFailed('disk')),
  }
  await t.rejects(startAuthorization(broken, GOOD), { code: 'NCMCP_STORAGE_FAILED' })
  t.match(refusedRedirect(deps, { redirectUri: REDIRECT, state: null }, new StorageFailed('x')), /error=server_error/)
})
