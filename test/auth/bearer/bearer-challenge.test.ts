import t from 'tap'
import { bearerChallenge, resourceMetadataUrl } from '../../../src/auth/bearer/bearer-challenge.js'

t.test('a challenge names what it has to say, and nothing else', async t => {
  t.equal(bearerChallenge({}), 'Bearer')
  t.equal(bearerChallenge({ scope: [] }), 'Bearer')
  t.equal(
    bearerChallenge({
      error: 'insufficient_scope',
      scope: ['notes.read', 'notes.write'],
      resourceMetadata: 'https://a/b',
    }),
    'Bearer error="insufficient_scope", scope="notes.read notes.write", resource_metadata="https://a/b"',
  )
})

t.test('RFC 9728: the metadata of /mcp lies behind the well-known path', async t => {
  t.equal(
    resourceMetadataUrl('https://mcp.example.com'),
    'https://mcp.example.com/.well-known/oauth-protected-resource/mcp',
  )
})
