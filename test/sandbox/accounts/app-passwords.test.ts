import t from 'tap'
import { createAppPasswords } from '../../../src/sandbox/accounts/app-passwords.js'
import { demoAccounts } from '../../../src/sandbox/accounts/demo-accounts.js'

const carol = demoAccounts().find(account => account.uid === 'u-1f3a')!

function setUp() {
  let now = 0
  let last = 0
  const passwords = createAppPasswords(
    () => now,
    length => `${(last += 1)}`.padStart(length, 'x'),
  )
  return { passwords, advance: (ms: number) => void (now += ms) }
}

t.test('an app password is 72 characters and knows the login name it was made under', async t => {
  const { passwords } = setUp()
  const token = passwords.create(carol, 'phone')
  t.equal(token.length, 72)
  t.match(passwords.find(token), { uid: 'u-1f3a', loginName: 'carol.login', name: 'phone' })
})

t.test('a rotated one works for ten seconds more, the new one for good', async t => {
  const { passwords, advance } = setUp()
  const old = passwords.create(carol, 'phone')
  const rotated = passwords.rotate(old)
  advance(9_999)
  t.ok(passwords.find(old))
  advance(1)
  t.equal(passwords.find(old), undefined)
  t.ok(passwords.find(rotated))
})

t.test('a removed one, and one nobody made, are unknown', async t => {
  const { passwords } = setUp()
  const token = passwords.create(carol, 'phone')
  passwords.remove(token)
  t.equal(passwords.find(token), undefined)
  t.equal(passwords.find('nothing'), undefined)
})
