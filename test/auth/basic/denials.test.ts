import t from 'tap'

import * as denials from '../../../src/auth/basic/denials.js'

t.test('the time to wait travels with 429 and 503', async t => {
  t.match(denials.tooMany(7), { ok: false, status: 429, retryAfterSeconds: 7 })
  t.match(denials.unavailable(9), { ok: false, status: 503, retryAfterSeconds: 9 })
})

t.test('no text tells a wrong password from an unknown name', async t => {
  t.match(denials.rejected, { status: 401, code: 'unauthorized', description: /login name and password/ })
})
