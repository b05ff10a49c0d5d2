import t from 'tap'
import {
  checkForm,
  isAllowedBefore,
  isOutdated,
  pendingRequest,
  question,
  requestOver,
} from '../../../../src/auth/server/authorize/question.js'
import { openSession } from '../../../../src/auth/server/sessions/browser-session.js'
import { askedSetup } from '../../../helpers/asked-setup.js'
import { refusal } from '../../../helpers/refusal.js'
import { REDIRECT } from '../../../helpers/server-setup.js'

const over = refusal('invalid_request')

t.test('another browser, a made-up id, ten minutes later: nothing is pending', async t => {
  const { deps, id, cookies, ports } = await askedSetup(t)
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
  await t.rejects(pendingRequest(deps, id, cookies), { message: requestOver().message })
})

t.test('RT-11: who is not signed in is asked too, and is nobody until then', async t => {
  const { deps, id, cookies, signedOut } = await askedSetup(t)
  t.match(await question(deps, id, signedOut), { person: undefined, csrf: /./ })
  t.match(await question(deps, id, cookies), { person: { userId: 'alice' } })
})

t.test('GAP-10: only the same client, redirect and no more scopes count as allowed before', async t => {
  const { deps, server, id, cookies } = await askedSetup(t, { scopes: ['notes.read'] })
  const one = await question(deps, id, cookies)
  t.equal(await isAllowedBefore(deps, one), false)
  const consent = { userId: 'alice', clientId: 'client-1', redirectUri: REDIRECT, clientName: 'x', grantedAt: 1 }
  await server.consents.save({ ...consent, scopes: ['notes.read', 'files.read'] })
  t.equal(await isAllowedBefore(deps, one), true)
  const { request, person } = one
  for (const changes of [
    { clientId: 'client-2' },
    { redirectUri: 'https://evil.example/cb' },
    { scopes: ['notes.read', 'notes.write'] },
    { alwaysAsk: true },
  ])
    t.equal(
      await isAllowedBefore(deps, { person, request: { ...request, ...changes } }),
      false,
      JSON.stringify(changes),
    )
  for (const other of [{ userId: 'bob', secret: 'x' }, undefined])
    t.equal(await isAllowedBefore(deps, { request, person: other }), false)
})

t.test('a program on this machine is asked about each time', async t => {
  const { deps, server, id, cookies } = await askedSetup(t, { redirectUri: 'http://127.0.0.1:5123/cb' })
  const consent = { userId: 'alice', clientId: 'client-1', clientName: 'x', grantedAt: 1, scopes: ['notes.read'] }
  for (const redirectUri of ['http://127.0.0.1/cb', 'http://127.0.0.1:5123/cb'])
    await server.consents.save({ ...consent, redirectUri })
  t.equal(await isAllowedBefore(deps, await question(deps, id, cookies)), false)
})

t.test('the form of one request, of one session, or of nobody does not answer for another', async t => {
  const { deps, id, cookies, signedOut, bring, giveAccess } = await askedSetup(t)
  const [one, other] = [await question(deps, id, cookies), await bring()]
  checkForm(one, one.csrf)
  const foreign = (await question(deps, other.id, other.cookies)).csrf
  await giveAccess('bob')
  const bob = await openSession(deps, 'bob', {})
  const asBob = await question(deps, id, { ...cookies, [bob.name]: bob.value })
  const nobody = await question(deps, id, signedOut)
  for (const csrf of [undefined, '', foreign, asBob.csrf, nobody.csrf]) t.throws(() => checkForm(one, csrf), over)
  t.ok(isOutdated(one, nobody.csrf), 'who signed in meanwhile is asked by name')
  for (const csrf of [undefined, '', one.csrf, foreign, asBob.csrf]) t.notOk(isOutdated(one, csrf))
  t.notOk(isOutdated(nobody, nobody.csrf))
  checkForm(nobody, nobody.csrf)
  t.throws(() => checkForm(nobody, one.csrf), over)
})

t.test('GAP-10: a private scheme, or a loopback name by https, is asked about each time as well', async t => {
  for (const redirectUri of ['cursor://a.b/cb', 'https://localhost:8443/cb']) {
    const { deps, server, id, cookies } = await askedSetup(t, { redirectUri, scopes: ['notes.read'] })
    const consent = { userId: 'alice', clientId: 'client-1', clientName: 'x', grantedAt: 1 }
    await server.consents.save({ ...consent, redirectUri, scopes: ['notes.read', 'notes.write'] })
    t.equal(await isAllowedBefore(deps, await question(deps, id, cookies)), false, redirectUri)
  }
})
