import t from 'tap'
import { clientMetadata } from '../../../src/sandbox/oidc/client-metadata.js'
import { oidcClient, oidcWorld, START } from './oidc-world.js'

t.test('a registration ends by the setting as it is now, a client of an administrator never', async t => {
  const { context, world } = oidcWorld()
  const dynamic = oidcClient(context, { dynamic: true })
  const expiresAt = () => clientMetadata(context, dynamic, 'http://nc').client_secret_expires_at
  t.equal(expiresAt(), START + 3600)
  world.settings.clientExpireTime = 10
  t.equal(expiresAt(), START + 10)
  t.equal(clientMetadata(context, oidcClient(context), 'http://nc').client_secret_expires_at, 0)
})
