import t from 'tap'
import {
  allow,
  checkForm,
  deny,
  isAllowedBefore,
  pendingRequest,
  question,
} from '../../../../src/auth/server/authorize/decide.js'
import { requestCookieName } from '../../../../src/auth/server/authorize/start-authorization.js'
import { openSession } from '../../../../src/auth/server/sessions/browser-session.js'
import { OAuthRefused } from '../../../../src/errors/oauth-errors.js'
import { sha256 } from '../../../../src/lib/sha256.js'
import { refusal } from '../../../helpers/refusal.js'
import { CHALLENGE, REDIRECT, serverSetup, URL_OF_US } from '../../../helpers/server-setup.js'
import { requestOf } from '../../../storage/authorization-server-fixtures.js'

const over = refusal('invalid_request')

async function asked(t: Parameters<typeof serverSetup>[0], changes: Parameters<typeof requestOf>[0] = {}) {
  const setup = await serverSetup(t)
  await setup.giveAccess()
  const session = await openSession(setup.deps, 'alice', {})
  let count = 0
  const bring = async () => {
    const [id, binding] = [`${count++}`.padStart(43, 'r'), 'b'.repeat(43)]
    const hashes = { requestHash: sha256(id), cookieHash: sha256(binding) }
    const shared = { redirectUri: REDIRECT, codeChallenge: CHALLENGE, expiresAt: setup.now() + 600 }
    await setup.server.requests.add(requestOf({ ...shared, ...changes, ...hashes }))
    const cookies = { [requestCookieName(setup.deps, hashes.requestHash)]: binding, [session.name]: session.value }
    return { id, cookies }
  }
  return { ...setup, bring, session, ...(await bring()) }
}

t.test('allowed: a code as a hash, a consent, a client that was used, and a redirect', async t => {
  const { deps, server, id, cookies, now, audit } = await asked(t)
  const target = new URL(await allow(deps, await question(deps, id, cookies)))
  t.match(Object.fromEntries(target.searchParams), { code: /^ncmcp_ac_[\w-]{43}$/, state: 's', iss: URL_OF_US })
  const code = await server.codes.find(sha256(target.searchParams.get('code') ?? ''))
  t.match(code, {
    userId: 'alice',
    clientId: 'client-1',
    expiresAt: now() + 60,
    usedAt: null,
    codeChallenge: CHALLENGE,
  })
  t.match(await server.consents.find('alice', 'client-1', REDIRECT), { scopes: ['notes.read'] })
  t.match(audit.entries, [{ event: 'client.allowed', userId: 'alice' }])
})

t.test('a request is answered once', async t => {
  const { deps, id, cookies } = await asked(t)
  const one = await question(deps, id, cookies)
  await allow(deps, one)
  await t.rejects(allow(deps, one), over)
  await t.rejects(deny(deps, one.request), over)
  await t.rejects(pendingRequest(deps, id, cookies), over)
})

t.test('denied: the client is told why, and nothing is kept', async t => {
  const { deps, server, id, cookies, bring } = await asked(t)
  const target = await deny(deps, (await question(deps, id, cookies)).request)
  t.match(Object.fromEntries(new URL(target).searchParams), { error: 'access_denied', state: 's' })
  t.strictSame(await server.consents.ofUser('alice'), [])
  const other = await bring()
  const request = await pendingRequest(deps, other.id, other.cookies)
  t.match(await deny(deps, request, new OAuthRefused('temporarily_unavailable', 'Later.')), /temporarily_unavailable/)
})

t.test('another browser, a made-up id, ten minutes later: nothing is pending', async t => {
  const { deps, id, cookies, ports } = await asked(t)
  const [name = ''] = Object.keys(cookies)
  for (const [which, jar] of [
    [id, {}],
    [id, { ...cookies, [name]: 'x'.repeat(43) }],
    ['x'.repeat(43), cookies],
    ['short', cookies],
    [undefined, cookies],
  ] as const)
    await t.rejects(pendingRequest(deps, which, jar), over)
  ports.advance(600_000)
  await t.rejects(pendingRequest(deps, id, cookies), over)
})

t.test('without a session nobody is asked', async t => {
  const { deps, id, cookies, session } = await asked(t)
  await t.rejects(question(deps, id, { ...cookies, [session.name]: undefined }), over)
})

t.test('GAP-10: only the same client, redirect and no more scopes count as allowed before', async t => {
  const { deps, server, id, cookies } = await asked(t, { scopes: ['notes.read'] })
  const one = await question(deps, id, cookies)
  t.equal(await isAllowedBefore(deps, one), false)
  const consent = { userId: 'alice', clientId: 'client-1', redirectUri: REDIRECT, clientName: 'x', grantedAt: 1 }
  await server.consents.save({ ...consent, scopes: ['notes.read', 'files.read'] })
  t.equal(await isAllowedBefore(deps, one), true)
  const { request } = one
  for (const changes of [
    { clientId: 'client-2' },
    { redirectUri: 'https://evil.example/cb' },
    { scopes: ['notes.read', 'notes.write'] },
    { alwaysAsk: true },
  ])
    t.equal(
      await isAllowedBefore(deps, { ...one, request: { ...request, ...changes } }),
      false,
      JSON.stringify(changes),
    )
  t.equal(await isAllowedBefore(deps, { ...one, person: { ...one.person, userId: 'bob' } }), false)
})

t.test('a program on this machine is asked about each time, and remembered without its port', async t => {
  const { deps, server, id, cookies, bring } = await asked(t, { redirectUri: 'http://127.0.0.1:5123/cb' })
  await allow(deps, await question(deps, id, cookies))
  t.ok(await server.consents.find('alice', 'client-1', 'http://127.0.0.1/cb'))
  const again = await bring()
  t.equal(await isAllowedBefore(deps, await question(deps, again.id, again.cookies)), false)
})

t.test('the form of one request does not answer another', async t => {
  const { deps, id, cookies, bring } = await asked(t)
  const [one, other] = [await question(deps, id, cookies), await bring()]
  checkForm(one, one.csrf)
  const foreign = (await question(deps, other.id, other.cookies)).csrf
  for (const csrf of [undefined, '', foreign]) t.throws(() => checkForm(one, csrf), over)
})
