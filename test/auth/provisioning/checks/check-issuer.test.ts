import t from 'tap'
import { checkIssuer, checkSameClient } from '../../../../src/auth/provisioning/checks/check-issuer.js'
import { Secret } from '../../../../src/lib/secret.js'
import { flowOf } from '../../../helpers/flow-of.js'
import { providerOf } from '../../../helpers/provider-of.js'

const client = { id: 'us', secret: new Secret('s'), source: 'stored', expiresAt: null } as const
const session = {
  provider: { ...providerOf('http://nc.example'), idTokenIssuers: ['http://nc.example', 'https://cloud.example'] },
  client,
}

t.test('no iss, or one of the provider’s, passes; all else is a mix-up', async t => {
  for (const iss of [undefined, 'http://nc.example', 'https://cloud.example']) checkIssuer(session, iss)
  for (const iss of ['', 'http://nc.example/', 'https://evil.example'])
    t.throws(() => checkIssuer(session, iss), { code: 'NCMCP_PROVISIONING_FAILED', failure: 'issuer_mismatch' })
  const { idTokenIssuers: _set, ...provider } = session.provider
  checkIssuer({ provider, client }, 'http://nc.example')
  t.throws(() => checkIssuer({ provider, client }, 'https://cloud.example'), {
    code: 'NCMCP_PROVISIONING_FAILED',
    failure: 'issuer_mismatch',
  })
})

t.test('a flow belongs to one provider and one client', async t => {
  checkSameClient(flowOf(), session)
  t.throws(() => checkSameClient(flowOf({ issuer: 'http://old.example' }), session), {
    code: 'NCMCP_PROVISIONING_FAILED',
    failure: 'client_changed',
  })
  t.throws(() => checkSameClient(flowOf({ clientId: 'old' }), session), {
    code: 'NCMCP_PROVISIONING_FAILED',
    failure: 'client_changed',
  })
})
