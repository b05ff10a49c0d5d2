import { join } from 'node:path'
import t from 'tap'
import { openStorage } from '../../../src/storage/open-storage.js'
import { openTestStorage } from '../../helpers/open-test-storage.js'
import { codeOf, tokenOf } from '../authorization-server-fixtures.js'

t.test('a code is redeemed once; the second time ends what the first one gave', async t => {
  const { tokens, codes } = (await openTestStorage(t)).storage.authorizationServer
  await codes.add(codeOf())
  t.equal(await tokens.redeem('code-1', [tokenOf('at-1', { kind: 'access' }), tokenOf('rt-1')], 110), 'done')
  t.strictSame(await tokens.find('rt-1'), tokenOf('rt-1'))
  t.match(await codes.find('code-1'), { usedAt: 110 })
  t.equal(await tokens.redeem('code-1', [tokenOf('at-2', { kind: 'access' })], 120), 'reused')
  for (const hash of ['at-1', 'rt-1', 'at-2']) t.equal(await tokens.find(hash), undefined, hash)
})

t.test('a refresh token is exchanged once; its reuse ends the family, and no other', async t => {
  const { tokens, codes } = (await openTestStorage(t)).storage.authorizationServer
  await codes.add(codeOf())
  await codes.add(codeOf({ codeHash: 'code-2', familyId: 'family-2' }))
  await tokens.redeem('code-1', [tokenOf('rt-1')], 110)
  await tokens.redeem('code-2', [tokenOf('other', { familyId: 'family-2' })], 110)
  t.equal(await tokens.rotate('rt-1', [tokenOf('rt-2')], 120), 'done')
  t.match(await tokens.find('rt-1'), { usedAt: 120 })
  t.equal(await tokens.rotate('rt-1', [tokenOf('rt-3')], 130), 'reused')
  for (const hash of ['rt-1', 'rt-2', 'rt-3']) t.equal(await tokens.find(hash), undefined, hash)
  t.ok(await tokens.find('other'))
})

t.test('an access token is not exchanged for anything', async t => {
  const { tokens, codes } = (await openTestStorage(t)).storage.authorizationServer
  await codes.add(codeOf())
  await tokens.redeem('code-1', [tokenOf('at-1', { kind: 'access' })], 110)
  t.equal(await tokens.rotate('at-1', [tokenOf('rt-2')], 120), 'reused')
  t.equal(await tokens.find('rt-2'), undefined)
})

t.test('two processes that exchange one refresh token at once: one has it', async t => {
  const path = join(t.testdir(), 'tokens.db')
  const [one, two] = [await openStorage({ path, now: Date.now }), await openStorage({ path, now: Date.now })]
  t.teardown(async () => {
    await one.close()
    await two.close()
  })
  await one.authorizationServer.codes.add(codeOf())
  await one.authorizationServer.tokens.redeem('code-1', [tokenOf('rt-1')], 110)
  const outcomes = await Promise.all(
    [one, two].map((storage, index) =>
      storage.authorizationServer.tokens.rotate('rt-1', [tokenOf(`rt-next-${index}`)], 120),
    ),
  )
  t.strictSame(outcomes.toSorted(), ['done', 'reused'])
  t.equal(await one.authorizationServer.tokens.endFamily('family-1'), 0, 'and nothing of the family is left')
})

t.test('the last token of each client tells when it was used last', async t => {
  const { tokens, codes } = (await openTestStorage(t)).storage.authorizationServer
  await codes.add(codeOf())
  await tokens.redeem('code-1', [tokenOf('a'), tokenOf('b', { createdAt: 300 }), tokenOf('c', { userId: 'bob' })], 110)
  t.strictSame([...(await tokens.lastIssued('alice'))], [['client-1', 300]])
  t.equal(await tokens.endFamily('family-1'), 3)
})

t.test('refresh tokens that a family got lately are counted, access tokens and other families are not', async t => {
  const { tokens, codes } = (await openTestStorage(t)).storage.authorizationServer
  await codes.add(codeOf())
  const rows = [
    tokenOf('old', { createdAt: 100 }),
    tokenOf('new', { createdAt: 101 }),
    tokenOf('access', { createdAt: 101, kind: 'access' }),
    tokenOf('other', { createdAt: 101, familyId: 'family-2' }),
  ]
  await tokens.redeem('code-1', rows, 110)
  t.equal(await tokens.refreshedSince('family-1', 100), 1)
})
