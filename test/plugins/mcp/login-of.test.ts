import t from 'tap'
import { loginOf } from '../../../plugins/mcp/login-of.js'
import { clientFault } from '../../../src/auth/bearer/token-facts.js'
import { Secret } from '../../../src/lib/secret.js'

type Arguments = Parameters<typeof loginOf>
const forgotten: string[] = []
const app = {
  basic: { rejected: (hash: string) => void forgotten.push(hash) },
  oauth: undefined,
} as unknown as Arguments[0]
const request = (fields: object) =>
  ({ basicLogin: null, bearerLogin: null, bearerRefusal: null, ...fields }) as Arguments[1]

t.test('nobody who was not authenticated has a login', async t => {
  t.equal(loginOf(app, request({})), undefined)
})

t.test('a password is the credential of who came by it, and is forgotten when Nextcloud refuses it', async t => {
  const principal = { userId: 'u1', via: 'basic', scopes: undefined, credentialHash: 'hash-1' }
  const password = new Secret('x')
  const login = loginOf(app, request({ basicLogin: { principal, loginName: 'ann', password, displayName: 'Ann' } }))
  t.strictSame(login?.credential, { kind: 'basic', loginName: 'ann', password })
  await login?.rejected()
  t.strictSame(forgotten, ['hash-1'])
})

t.test('who came by a token has no login name, and the token’s own credential', async t => {
  const principal = { userId: 'u1', via: 'bearer', scopes: [], credentialHash: 'hash-2' }
  const credential = async () => ({ kind: 'bearer' as const, token: new Secret('t') })
  const refused = request({
    bearerLogin: {
      principal,
      credential,
      rejected: () => void forgotten.push('t'),
      confirm: async () => clientFault('inactive'),
    },
  })
  const login = loginOf(app, refused)
  t.match(login, { principal, loginName: undefined, displayName: undefined, credential })
  await login?.rejected()
  t.equal(forgotten.at(-1), 't')
  t.match(refused.bearerRefusal, { reason: 'inactive' })
})
