import t from 'tap'
import { UserData } from '../../../src/nextcloud/users/user-data.js'

t.test('an empty address and an empty name are no address and the uid', async t => {
  const expected = { id: 'alice', displayName: 'alice', email: null, groups: [] }
  t.strictSame(UserData.parse({ id: 'alice', displayname: '', email: '' }), expected)
})

t.test('an account without a uid is none', async t => {
  for (const raw of [{}, { id: '' }, { id: 5 }, []]) t.notOk(UserData.safeParse(raw).success)
})
