import t from 'tap'
import { challenged } from '../../../plugins/mcp/challenged.js'
import { clientFault } from '../../../src/auth/bearer/token-facts.js'
import { denial } from '../../../src/mcp/scope-denial.js'

type Request = Parameters<typeof challenged>[0]
const OPTIONS = {
  scopes: ['openid', 'files.read', 'notes.read'],
  nameOf: (scope: string) => scope,
  publicUrl: 'https://mcp.example.com',
}
const request = (fields: object) => ({ bearerRefusal: null, principal: null, ...fields }) as Request
const answer = { status: 200, contentType: 'application/json', body: '{}' }

t.test('an ordinary answer goes out as it is', async t => {
  t.equal(challenged(request({}), answer, OPTIONS), answer)
})

t.test('VER-15: an answer made with a token that died is replaced by 401', async t => {
  const reply = challenged(request({ bearerRefusal: clientFault('inactive') }), answer, OPTIONS)
  t.equal(reply.status, 401)
  t.match(reply.challenge, /^Bearer error="invalid_token"/)
  t.match(JSON.parse(String(reply.body)), { error: 'invalid_token' })
})

t.test('RT-9: a denial asks for what is needed besides what the client has, so that it loses nothing', async t => {
  const principal = { scopes: ['openid', 'files.read', 'something.else'] }
  const reply = challenged(request({ principal }), denial(['notes.write']), OPTIONS)
  t.equal(reply.status, 403)
  t.equal(
    reply.challenge,
    'Bearer error="insufficient_scope", scope="openid files.read notes.write", resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource/mcp"',
  )
})

t.test('RT-9: scopes are called what the provider calls them', async t => {
  const nameOf = (scope: string) => (scope === 'openid' ? scope : `id/${scope}`)
  const principal = { scopes: ['openid', 'files.read'] }
  const reply = challenged(request({ principal }), denial(['notes.write']), { ...OPTIONS, nameOf })
  t.match(reply.challenge, /scope="openid id\/files.read id\/notes.write"/)
  const dead = challenged(request({ bearerRefusal: clientFault('inactive') }), answer, { ...OPTIONS, nameOf })
  t.match(dead.challenge, /scope="openid id\/files.read id\/notes.read"/)
})
