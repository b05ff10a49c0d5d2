import t from 'tap'
import { Secret } from '../../../src/lib/secret.js'
import { bearerSecret, choice, claimName, secretText, text } from '../../../src/config/values/text.js'
import { readValue } from '../read-value.js'

t.test('text is taken as it is, but without control characters', async t => {
  t.equal(readValue(text(), 'Ünïcode name'), 'Ünïcode name')
  t.match(readValue(text(), 'two\nlines'), { problem: /control character/ })
})

t.test('the name of a claim may be qualified, but is one word', async t => {
  for (const name of ['sub', 'preferred_username', 'cognito:username', 'https://example.com/uid'])
    t.equal(readValue(claimName(), name), name)
  for (const name of ['two words', 'a'.repeat(65), 'ü'])
    t.match(readValue(claimName(), name), { problem: /not the name/ })
})

t.test('a choice is read in any case and by its aliases', async t => {
  const level = choice(['warn', 'info'], { warning: 'warn' })
  t.equal(readValue(level, 'INFO'), 'info')
  t.equal(readValue(level, 'WARNING'), 'warn')
})

t.test('a word that is no choice is refused with the valid ones', async t => {
  t.match(readValue(choice(['json', 'text']), 'yaml'), { fix: 'Valid values are: json, text.' })
})

t.test('a name of Object.prototype is no choice', async t => {
  t.match(readValue(choice(['json']), 'constructor'), { problem: /not one of/ })
})

t.test('a secret is never printed, and is marked as one', async t => {
  const value = readValue(secretText(), 'pass word')
  t.ok(value instanceof Secret && value.reveal() === 'pass word')
  t.notMatch(String(value), /pass/)
  t.equal(secretText().secret, true)
})

t.test('GAP-23: a secret that is too short is refused without being shown', async t => {
  const refused = readValue(secretText({ minLength: 32 }), 'x'.repeat(31))
  t.match(refused, { problem: /shorter than 32/, fix: /openssl/ })
  t.notMatch(JSON.stringify(refused), /xxx/)
})

t.test('a bearer secret is long, fits into the header, and is never shown', async t => {
  const good = 'aB3-._~+/'.repeat(4) + '='
  const value = readValue(bearerSecret(), good)
  t.ok(value instanceof Secret && value.reveal() === good)
  t.equal(bearerSecret().secret, true)
  for (const bad of ['x'.repeat(31), `${'x'.repeat(40)} y`, 'ü'.repeat(40), `x=${'x'.repeat(40)}`]) {
    const refused = readValue(bearerSecret(), bad)
    t.match(refused, { problem: /shorter than 32|characters that a bearer token/, fix: /openssl/ })
    t.notMatch(JSON.stringify(refused), /xxx|üü/)
  }
})
