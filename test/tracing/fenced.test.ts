import t from 'tap'
import { fenced } from '../../src/tracing/fenced.js'

t.test('our own words, patterns and numbers pass; what somebody may have written does not', async t => {
  t.strictSame(
    fenced({ route: '/users/:userId', status: 200, code: 'NCMCP_NOT_FOUND', note: 'a title', mail: 'a@b', empty: '' }),
    { route: '/users/:userId', status: 200, code: 'NCMCP_NOT_FOUND', note: 'other', mail: 'other', empty: 'other' },
  )
})
