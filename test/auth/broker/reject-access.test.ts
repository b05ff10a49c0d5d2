import t from 'tap'
import { createTokenBroker } from '../../../src/auth/broker/create-token-broker.js'
import { brokerWorld } from './broker-world.js'

const settle = () => new Promise(resolve => setImmediate(resolve))

async function world(test: Parameters<typeof brokerWorld>[0]) {
  const whole = await brokerWorld(test)
  await whole.provision('alice')
  return { ...whole, broker: createTokenBroker(whole.deps) }
}

t.test('a refused token is replaced by a fresh one', async t => {
  const { broker, tokenPosts } = await world(t)
  const first = await broker.credentialFor('alice')
  broker.rejected('alice', first)
  t.not(await broker.credentialFor('alice'), first)
  t.equal(tokenPosts(), 2)
})

t.test('a late refusal of an older token does no harm to its successor', async t => {
  const { broker, tokenPosts, grant } = await world(t)
  const first = await broker.credentialFor('alice')
  broker.rejected('alice', first)
  await broker.credentialFor('alice')
  for (let late = 0; late < 3; late += 1) broker.rejected('alice', first)
  await broker.credentialFor('alice')
  t.equal(tokenPosts(), 2)
  t.match(await grant('alice'), { status: 'active' })
})

t.test(
  'BRK-14: a disabled account, whose refreshes go on succeeding, needs a new consent; nothing is deleted',
  async t => {
    const { broker, sandbox, grant, ports, audited, tokenPosts } = await world(t)
    sandbox.setEnabled('alice', false)
    for (let attempt = 0; attempt < 2; attempt += 1) broker.rejected('alice', await broker.credentialFor('alice'))
    await settle()
    t.match(await grant('alice'), { status: 'reauth_required', lastError: 'rejected_by_nextcloud', ciphertext: Buffer })
    await t.rejects(broker.credentialFor('alice'), { code: 'NCMCP_REAUTH_REQUIRED' })
    t.equal(tokenPosts(), 2, 'and Nextcloud is left alone')
    t.match(audited.at(-1), { event: 'token.refresh.failed', outcome: 'denied', reason: 'rejected_by_nextcloud' })

    sandbox.setEnabled('alice', true)
    ports.advance(300_000)
    t.match(await broker.credentialFor('alice'), { kind: 'bearer' }, 'five minutes later it is tried again')
    t.match(await grant('alice'), { status: 'active', lastError: null })
  },
)

t.test('without the credential a refusal right after a refresh says nothing', async t => {
  const { broker, grant, tokenPosts, ports } = await world(t)
  await broker.credentialFor('alice')
  broker.rejected('alice')
  await broker.credentialFor('alice')
  broker.rejected('alice')
  await broker.credentialFor('alice')
  t.equal(tokenPosts(), 2, 'so no refresh per request')
  ports.advance(30_000)
  broker.rejected('alice')
  await settle()
  t.match(await grant('alice'), { status: 'reauth_required' })
})

t.test('a refused app password, or a person nobody knows, changes nothing', async t => {
  const { broker, tokenPosts } = await world(t)
  await broker.credentialFor('alice')
  broker.rejected('bob')
  broker.rejected('alice', {
    kind: 'basic',
    loginName: 'alice',
    password: (await broker.getAccessToken('alice')).token,
  })
  await broker.credentialFor('alice')
  t.equal(tokenPosts(), 1)
})
