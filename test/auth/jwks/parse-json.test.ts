import t from 'tap'

import { parseJson } from '../../../src/auth/jwks/parse-json.js'

t.test('JSON is read', async t => t.strictSame(parseJson(Buffer.from('{"a":"\u00e4"}')), { a: '\u00e4' }))

t.test('what is not JSON or not UTF-8 is undefined', async t => {
  for (const bytes of [Buffer.from(''), Buffer.from('{'), Buffer.from([0x22, 0xff, 0x22])])
    t.equal(parseJson(bytes), undefined)
})
