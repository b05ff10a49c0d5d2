import t from 'tap'
import { singleUserServer } from '../../helpers/single-user-server.js'
import { startHybridServer } from '../../helpers/hybrid-server.js'

t.test('the account exists in single-user mode, and is the one of the environment', async t => {
  const { app } = await singleUserServer(t)
  t.match(await app.account?.login(), { loginName: 'carol.login', principal: { userId: 'u-1f3a' } })
})

t.test('modes in which people bring their own credentials have no such account', async t => {
  const { app } = await startHybridServer(t)
  t.equal(app.account, undefined)
})
