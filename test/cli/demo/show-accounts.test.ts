import t from 'tap'
import { showAccounts } from '../../../src/cli/demo/show-accounts.js'
import { story } from './story.js'

t.test('people see the login name, the password, and who is an administrator', async t => {
  const { tell, told } = story()
  const person = { uid: 'a', loginName: 'ada.login', email: null, displayName: 'Ada', password: 'pw', admin: true }
  showAccounts(tell, [person, { ...person, loginName: 'bob', admin: false }])
  t.match(told(), /ada\.login {2,}pw {3}\(administrator\)\n {5}bob {2,}pw$/)
})
