import t from 'tap'
import { allow, deny } from '../../../../src/auth/server/authorize/decide.js'
import { pendingRequest } from '../../../../src/auth/server/authorize/question.js'
import { OAuthRefused } from '../../../../src/errors/oauth-errors.js'
import { sha256 } from '../../../../src/lib/sha256.js'
import { askedSetup } from '../../../helpers/asked-setup.js'
import { refusal } from '../../../helpers/refusal.js'
import { CHALLENGE, REDIRECT, URL_OF_US } from '../../../helpers/server-setup.js'

const over = refusal('invalid_request')

t.test('allowed: a code as a hash, a consent, a client that was used, and a redirect', async t => {
  const { deps, server, id, cookies, now, audit } = await askedSetup(t)
  const target = new URL(await allow(deps, (await pendingRequest(deps, id, cookies)).request, 'alice'))
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
  t.match(audit.entries.at(-1), { event: 'client.allowed', userId: 'alice' })
})

t.test('a request is answered once', async t => {
  const { deps, id, cookies } = await askedSetup(t)
  const { request } = await pendingRequest(deps, id, cookies)
  await allow(deps, request, 'alice')
  await t.rejects(allow(deps, request, 'alice'), over)
  await t.rejects(deny(deps, request), over)
  await t.rejects(pendingRequest(deps, id, cookies), over)
})

t.test('denied: the client is told why, and nothing is kept', async t => {
  const { deps, server, id, cookies, bring } = await askedSetup(t)
  const target = await deny(deps, (await pendingRequest(deps, id, cookies)).request)
  t.match(Object.fromEntries(new URL(target).searchParams), { error: 'access_denied', state: 's' })
  t.strictSame(await server.consents.ofUser('alice'), [])
  const other = await bring()
  const { request } = await pendingRequest(deps, other.id, other.cookies)
  t.match(await deny(deps, request, new OAuthRefused('temporarily_unavailable', 'Later.')), /temporarily_unavailable/)
})

t.test('a program on this machine is remembered without its port', async t => {
  const { deps, server, id, cookies } = await askedSetup(t, { redirectUri: 'http://127.0.0.1:5123/cb' })
  await allow(deps, (await pendingRequest(deps, id, cookies)).request, 'alice')
  t.ok(await server.consents.find('alice', 'client-1', 'http://127.0.0.1/cb'))
})
