import t from 'tap'
import { Secret } from '../../../src/lib/secret.js'
import { secretHeaders } from '../../../src/config/values/headers.js'
import { readValue } from '../read-value.js'

const revealed = (written: string) =>
  Object.fromEntries(
    Object.entries(readValue(secretHeaders(), written)).map(([name, value]) => [
      name,
      value instanceof Secret ? value.reveal() : value,
    ]),
  )

t.test('headers are pairs, their values percent-encoded and never printed', async t => {
  t.strictSame(revealed('Authorization=Bearer%20a%2Cb, x-key=k=v ,'), { authorization: 'Bearer a,b', 'x-key': 'k=v' })
  t.notMatch(JSON.stringify(readValue(secretHeaders(), 'x-key=canary')), /canary/)
  t.equal(secretHeaders().secret, true)
})

t.test('what cannot be a header is refused without being shown', async t => {
  for (const bad of [
    'canary',
    '=canary',
    'x-key=',
    'x key=canary',
    'x-key=%zz',
    'x-key=canary%0d%0aevil: 1',
    'x-key=ü',
  ]) {
    const refused = readValue(secretHeaders(), bad)
    t.match(refused, { problem: /not a header/, fix: /name=value/ }, bad)
    t.notMatch(JSON.stringify(refused), /canary/)
  }
})
