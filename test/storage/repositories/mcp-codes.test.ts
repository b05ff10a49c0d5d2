import t from 'tap'
import { openTestStorage } from '../../helpers/open-test-storage.js'
import { codeOf } from '../authorization-server-fixtures.js'

t.test('a burned code says since when, and keeps the first time', async t => {
  const { codes } = (await openTestStorage(t)).storage.authorizationServer
  await codes.add(codeOf())
  t.strictSame(await codes.find('code-1'), codeOf())
  await codes.burn('code-1', 110)
  await codes.burn('code-1', 120)
  t.match(await codes.find('code-1'), { usedAt: 110 })
  t.equal(await codes.find('code-2'), undefined)
})
