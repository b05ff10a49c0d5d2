import type { Account } from '../world.js'

const account = (uid: string, displayName: string, more: Partial<Account> = {}): Account => ({
  uid,
  loginName: uid,
  email: null,
  displayName,
  password: `${uid}-demo-password`,
  admin: false,
  enabled: true,
  ...more,
})

/**
 * The people of a new sandbox. Their passwords are public on purpose: `<login name>-demo-password`, with `carol` for the last one.
 * Hers is the account of a directory (LDAP): uid, login name and e-mail address are three different strings.
 */
export const demoAccounts = (): Account[] => [
  account('admin', 'admin', { admin: true }),
  account('alice', 'alice'),
  account('bob', 'bob'),
  account('u-1f3a', 'Carol', {
    loginName: 'carol.login',
    email: 'carol@example.org',
    password: 'carol-demo-password',
  }),
]
