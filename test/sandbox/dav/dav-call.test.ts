import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const FILES = '/remote.php/dav/files/alice'

t.test('a folder tells what is left of a quota, and -3 without one', async t => {
  const { ask } = await openSandbox(t)
  const body = '<d:propfind xmlns:d="DAV:"><d:prop><d:quota-available-bytes/></d:prop></d:propfind>'
  const left = async () => /bytes>(-?\d+)</.exec((await ask('alice', 'PROPFIND', FILES, { body })).text)?.[1]
  t.equal(await left(), '-3')
  await ask('alice', 'PUT', `${FILES}/x`, { body: '1234' })
  await ask('admin', 'PUT', '/ocs/v2.php/cloud/users/alice', { body: { key: 'quota', value: '10 B' } })
  t.equal(await left(), '6')
  await ask('admin', 'PUT', '/ocs/v2.php/cloud/users/alice', { body: { key: 'quota', value: '2 B' } })
  t.equal(await left(), '0')
})
