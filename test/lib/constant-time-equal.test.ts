import t from 'tap'

import { constantTimeEqual } from '../../src/lib/constant-time-equal.js'

t.test('GAP-36: equal is equal, in text and in bytes', async t => {
  t.ok(constantTimeEqual('secret', 'secret'))
  t.ok(constantTimeEqual('s\u00e9cret', Buffer.from('s\u00e9cret')))
  t.ok(constantTimeEqual('', ''))
})

t.test('GAP-36: nothing else is, and other lengths do not throw', async t => {
  for (const other of ['', 'Secret', 'secret ', 'secre', 'secrets', 'x'.repeat(10_000)]) {
    t.notOk(constantTimeEqual('secret', other), other.slice(0, 10))
  }
})
