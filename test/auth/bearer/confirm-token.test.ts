import t from 'tap'
import { signingKey } from '../../helpers/start-identity-provider.js'
import { verifierSetup } from '../../helpers/verifier-setup.js'

const key = await signingKey('k1')
const header = (token: string) => [`Bearer ${token}`]

t.test('VER-15: a remembered token is asked about anew, and is forgotten when it died', async t => {
  const { verifier, outcome, token, provider } = await verifierSetup(t, key, { surface: 'mcp' })
  const fine = await token()
  t.equal(await outcome(fine), 'ok')
  t.match(await verifier.confirm(header(fine)), { ok: true, principal: { userId: 'alice' } })
  t.equal(provider.asked('/userinfo'), 2)
  t.equal(await outcome(fine), 'ok')
  t.equal(provider.asked('/userinfo'), 2, 'and is remembered again')
  provider.answer('/userinfo', () => ({ status: 400 }))
  t.match(await verifier.confirm(header(fine)), { ok: false, reason: 'inactive', fault: 'client' })
  t.equal(await outcome(fine), 'inactive')
})

t.test('it asks even where liveness is off', async t => {
  const env = { TOKEN_LIVENESS: 'off' }
  const { verifier, outcome, token, provider } = await verifierSetup(t, key, { surface: 'mcp', env })
  const fine = await token()
  t.equal(await outcome(fine), 'ok')
  t.equal(provider.asked('/userinfo'), 0)
  provider.answer('/userinfo', () => ({ status: 400 }))
  t.match(await verifier.confirm(header(fine)), { ok: false, reason: 'inactive' })
})

t.test('many requests whose token was refused at the same time ask once', async t => {
  const { verifier, token, provider } = await verifierSetup(t, key, { surface: 'mcp' })
  const fine = await token()
  const results = await Promise.all(Array.from({ length: 20 }, () => verifier.confirm(header(fine))))
  t.ok(results.every(({ ok }) => ok))
  t.equal(provider.asked('/userinfo'), 1)
})

t.test('GAP-48: when the provider is away the answer is that nobody knows', async t => {
  const { verifier, token, provider } = await verifierSetup(t, key, { surface: 'mcp' })
  provider.answer('/userinfo', () => ({ drop: true }))
  t.match(await verifier.confirm(header(await token())), { ok: false, fault: 'server' })
})
