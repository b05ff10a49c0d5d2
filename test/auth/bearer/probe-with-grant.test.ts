import t from 'tap'
import type { BearerLogin } from '../../../src/auth/bearer/bearer-door.js'
import { probeWithGrant } from '../../../src/auth/bearer/probe-with-grant.js'
import { NotProvisioned } from '../../../src/errors/access-errors.js'
import { Secret } from '../../../src/lib/secret.js'
import { recordLog } from '../../helpers/record-log.js'
import { openTestStorage } from '../../helpers/open-test-storage.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'

const broker = (token: string) => ({
  getAccessToken: async () => ({ token: new Secret(token), expiresAt: 0, scopes: [] }),
})

t.test('without a grant it waits for the first token, and says in one line what would have to be set', async t => {
  const { storage } = await openTestStorage(t)
  for (const grants of [undefined, storage.grants]) {
    const log = recordLog()
    const probe = { observe: () => t.fail('nothing to ask with') }
    await probeWithGrant({ grants, broker: broker('x'), probe, log })
    t.match(JSON.stringify(log), /first one.*occ config:system:set user_oidc/)
  }
})

t.test('a stored grant asks as the person who left it', async t => {
  const { storage, vault } = await openTestStorage(t)
  const owner = { issuer: 'https://cloud.example.com', userId: 'alice', clientId: 'mine' }
  const sealed = vault.seal(new Secret('refresh'), sealContexts['refresh-token'](owner))
  const rest = { scopes: null, tokenAudience: 'x', flowType: 'provision', correlationId: null, accessExpiresAt: null }
  await storage.grants.save({ ...owner, ...rest, sealed, refreshExpiresAt: 2_000_000_000 }, 1_700_000_000)
  const seen: BearerLogin[] = []
  await probeWithGrant({
    grants: storage.grants,
    broker: broker('fresh'),
    probe: { observe: login => void seen.push(login) },
    log: recordLog(),
  })
  const [login] = seen
  t.equal(login?.principal.userId, 'alice')
  const credential = await login?.credential()
  t.ok(credential?.kind === 'bearer' && credential.token.reveal() === 'fresh')
  t.match(await login?.confirm(), { ok: true }, 'it was refreshed for this')
})

t.test('a storage that fails stops nothing, and is told', async t => {
  const log = recordLog()
  const grants = { lapsingBefore: async () => Promise.reject(new NotProvisioned('broken')) }
  await probeWithGrant({ grants, broker: broker('x'), probe: { observe: () => t.fail('asked') }, log })
  t.match(JSON.stringify(log), /stored grants cannot be read/)
})
