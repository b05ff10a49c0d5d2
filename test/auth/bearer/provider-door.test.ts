import t from 'tap'
import type { BearerLogin } from '../../../src/auth/bearer/bearer-door.js'
import { providerDoor } from '../../../src/auth/bearer/provider-door.js'
import { clientFault } from '../../../src/auth/bearer/token-facts.js'
import type { VerifyResult } from '../../../src/auth/bearer/token-verifier.js'
import { Secret } from '../../../src/lib/secret.js'

const principal = { userId: 'alice', via: 'bearer' as const, scopes: ['openid'], credentialHash: 'h' }

function setUp(result: VerifyResult, scopesRequired = true) {
  const seen: string[] = []
  const observed: BearerLogin[] = []
  const note = (what: string) => async (header: unknown) => (seen.push(`${what} ${header}`), result)
  const verifier = {
    verify: note('verify'),
    confirm: note('confirm'),
    forget: (uid: string) => void seen.push(`forget ${uid}`),
  }
  return {
    seen,
    observed,
    door: providerDoor({ verifier, probe: { observe: login => void observed.push(login) }, scopesRequired }),
  }
}

t.test('VER-15: a token that is taken goes to Nextcloud as it came, and only as that person', async t => {
  const { door, seen, observed } = setUp({ ok: true, principal })
  const token = new Secret('abc')
  const result = await door.enter(token)
  if (!result.ok) return void t.fail(result.reason)
  t.equal(result.login.principal, principal)
  const credential = await result.login.credential()
  t.ok(credential.kind === 'bearer' && credential.token === token)
  t.strictSame(observed, [result.login], 'and tells whether Nextcloud takes tokens')
  result.login.rejected()
  await result.login.confirm()
  t.strictSame(seen, ['verify Bearer abc', 'forget alice', 'confirm Bearer abc'])
})

t.test('a token that is refused makes no login and is shown to nobody else', async t => {
  const { door, observed } = setUp(clientFault('expired'))
  t.strictSame(await door.enter(new Secret('abc')), clientFault('expired'))
  t.strictSame(observed, [])
})

t.test('MCP_SCOPES_REQUIRED=false reaches the principal', async t => {
  const result = await setUp({ ok: true, principal }, false).door.enter(new Secret('abc'))
  t.equal(result.ok && result.login.principal.scopes, undefined)
})
