import t from 'tap'
import { SCOPES } from '../../../src/auth/scope-catalogue.js'
import { openidMetadata, serverMetadata } from '../../../src/auth/server/metadata.js'

const FACTS = { issuer: 'https://mcp.example', registration: 'open' } as const

t.test('RFC 8414: the endpoints are ours, and only what is served is named', async t => {
  const metadata = serverMetadata(FACTS)
  t.match(metadata, {
    issuer: 'https://mcp.example',
    authorization_endpoint: 'https://mcp.example/oauth/authorize',
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    client_id_metadata_document_supported: true,
  })
  t.strictSame(metadata.scopes_supported, [...SCOPES, 'offline_access'])
  t.notMatch(JSON.stringify(metadata), /plain|implicit|password|introspection/)
})

t.test('the OpenID form says the same, and what its schema demands', async t => {
  const openid = openidMetadata(FACTS)
  t.match(openid, serverMetadata(FACTS))
  t.match(openid, { jwks_uri: 'https://mcp.example/oauth/jwks', subject_types_supported: ['public'] })
})

t.test('where nobody registers, no registration endpoint is named in either form', async t => {
  t.equal(serverMetadata(FACTS).registration_endpoint, 'https://mcp.example/oauth/register')
  for (const form of [serverMetadata, openidMetadata])
    t.notOk('registration_endpoint' in form({ ...FACTS, registration: 'closed' }))
})
