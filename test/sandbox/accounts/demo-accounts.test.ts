import t from 'tap'
import { demoAccounts } from '../../../src/sandbox/accounts/demo-accounts.js'

t.test('there is one administrator, and one whose uid, login name and e-mail address differ', async t => {
  const accounts = demoAccounts()
  t.strictSame(
    accounts.map(account => [account.uid, account.loginName, account.email, account.admin]),
    [
      ['admin', 'admin', null, true],
      ['alice', 'alice', null, false],
      ['bob', 'bob', null, false],
      ['u-1f3a', 'carol.login', 'carol@example.org', false],
    ],
  )
  t.ok(accounts.every(account => account.enabled && account.password.endsWith('-demo-password')))
})
