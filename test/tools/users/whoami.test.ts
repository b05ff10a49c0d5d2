import t from 'tap'
import { whoami } from '../../../src/tools/users/whoami.js'
import { person } from '../../helpers/person.js'
import { runTool } from '../../helpers/run-tool.js'

t.test('uid, login name and address are told apart', async t => {
  const { context } = await person(t, { uid: 'u-1f3a' })
  t.strictSame(await runTool(whoami, context), {
    user_id: 'u-1f3a',
    login_name: 'carol.login',
    display_name: 'Carol',
    email: 'carol@example.org',
    groups: [],
  })
})

t.test('nobody can ask about somebody else', async t => {
  const { context } = await person(t)
  await t.rejects(runTool(whoami, context, { user_id: 'admin' }), { name: 'ZodError' })
})

t.test('a password that no longer works is said to be refused', async t => {
  const { context, sandbox, rejections } = await person(t)
  sandbox.setPassword('alice', 'changed')
  await t.rejects(runTool(whoami, context), { name: 'CredentialRejected' })
  t.equal(rejections(), 1)
})
