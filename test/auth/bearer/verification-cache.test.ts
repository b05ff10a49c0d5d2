import t from 'tap'

import { clientFault, serverFault } from '../../../src/auth/bearer/token-facts.js'
import { createVerificationCache } from '../../../src/auth/bearer/verification-cache.js'
import type { Principal } from '../../../src/auth/principal.js'
import { manualPorts } from '../../helpers/manual-ports.js'

function open() {
  const ports = manualPorts()
  const cache = createVerificationCache(ports.now)
  const seconds = Math.floor(ports.now() / 1000)
  const principal = (userId: string, expiresAt?: number): Principal => ({
    userId,
    via: 'bearer',
    scopes: [],
    credentialHash: 'k',
    ...(expiresAt === undefined ? {} : { expiresAt }),
  })
  const accept = (key: string, userId = 'alice', expiresAt?: number) =>
    cache.accepted(key, principal(userId, expiresAt), { revision: 1, ttlSeconds: 3600, ticket: cache.ticket() })
  return { ports, cache, seconds, principal, accept }
}

t.test('a result lasts as long as it is allowed to', async t => {
  const { ports, cache, accept } = open()
  accept('k')
  ports.advance(3_599_999)
  t.match(cache.get('k', 1), { ok: true, principal: { userId: 'alice' } })
  ports.advance(1)
  t.equal(cache.get('k', 1), undefined)
})

t.test('but never longer than the token', async t => {
  const { ports, cache, accept, seconds } = open()
  accept('k', 'alice', seconds + 10)
  ports.advance(9_999)
  t.ok(cache.get('k', 1))
  ports.advance(1)
  t.equal(cache.get('k', 1), undefined)
})

t.test('other keys of the provider make it unknown', async t => {
  const { cache, accept } = open()
  accept('k')
  t.equal(cache.get('k', 2), undefined)
})

t.test('a fault of the client is remembered for 30 seconds', async t => {
  const { ports, cache } = open()
  cache.rejected('k', clientFault('expired'))
  ports.advance(29_999)
  t.match(cache.get('k', 1), { ok: false, reason: 'expired' })
  ports.advance(1)
  t.equal(cache.get('k', 1), undefined)
})

t.test('a fault of ours or the provider, and what may change in a moment, is not remembered', async t => {
  const { cache } = open()
  cache.rejected('k', serverFault('network_error'))
  t.equal(cache.get('k', 1), undefined)
  cache.rejected('k', clientFault('bad_signature', { lasting: false }))
  t.equal(cache.get('k', 1), undefined)
})

t.test('forgetting a person drops all of theirs and nobody else', async t => {
  const { cache, accept } = open()
  accept('a1')
  accept('a2')
  accept('b', 'bob')
  cache.forget('alice')
  t.strictSame([cache.get('a1', 1), cache.get('a2', 1)], [undefined, undefined])
  t.ok(cache.get('b', 1))
})

t.test('a verification that began before somebody was forgotten is not remembered', async t => {
  const { cache, principal } = open()
  const ticket = cache.ticket()
  cache.forget('alice')
  cache.accepted('k', principal('alice'), { revision: 1, ttlSeconds: 60, ticket })
  t.equal(cache.get('k', 1), undefined)
})

t.test('one key can be dropped', async t => {
  const { cache, accept } = open()
  accept('k')
  cache.drop('k')
  t.equal(cache.get('k', 1), undefined)
})

t.test('what was retracted is unknown, and what was being found out about it meanwhile stays so', async t => {
  const { cache, accept, principal } = open()
  accept('k')
  const ticket = cache.ticket()
  cache.retract('k')
  cache.accepted('k', principal('alice'), { revision: 1, ttlSeconds: 60, ticket })
  t.equal(cache.get('k', 1), undefined)
  cache.rejected('k', clientFault('inactive'))
  cache.retract('k')
  t.equal(cache.get('k', 1), undefined)
})

t.test('GAP-16: 50 000 tokens of each kind leave a bounded cache', async t => {
  const { cache, accept } = open()
  for (let n = 0; n < 50_000; n += 1) {
    accept(`good ${n}`)
    cache.rejected(`bad ${n}`, clientFault('inactive'))
  }
  t.equal(cache.size(), 20_000)
})
