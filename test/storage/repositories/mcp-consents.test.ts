import t from 'tap'
import { openTestStorage } from '../../helpers/open-test-storage.js'

const consent = {
  userId: 'alice',
  clientId: 'client-1',
  redirectUri: 'https://claude.ai/cb',
  clientName: 'Claude',
  scopes: ['notes.read'],
  grantedAt: 100,
}

t.test('a consent stands for one person, one client and one redirect URI', async t => {
  const { consents } = (await openTestStorage(t)).storage.authorizationServer
  await consents.save(consent)
  t.strictSame(await consents.find('alice', 'client-1', 'https://claude.ai/cb'), consent)
  t.equal(await consents.find('alice', 'client-1', 'https://claude.ai/other'), undefined)
  t.equal(await consents.find('bob', 'client-1', 'https://claude.ai/cb'), undefined)
  t.equal(await consents.find('alice', 'client-2', 'https://claude.ai/cb'), undefined)
})

t.test('a newer consent replaces the one before', async t => {
  const { consents } = (await openTestStorage(t)).storage.authorizationServer
  await consents.save(consent)
  await consents.save({ ...consent, scopes: ['files.read'], grantedAt: 200 })
  await consents.save({ ...consent, redirectUri: 'https://claude.ai/other', grantedAt: 150 })
  t.strictSame(
    (await consents.ofUser('alice')).map(({ redirectUri, scopes }) => [redirectUri, scopes]),
    [
      ['https://claude.ai/other', ['notes.read']],
      ['https://claude.ai/cb', ['files.read']],
    ],
  )
  t.strictSame(await consents.ofUser('bob'), [])
})
