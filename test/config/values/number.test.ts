import t from 'tap'
import { decimal, wholeNumber } from '../../../src/config/values/number.js'
import { readValue } from '../read-value.js'

const port = wholeNumber({ min: 1, max: 65_535 })

t.test('CFG-4: digits within the range are read', async t => {
  t.equal(readValue(port, '1'), 1)
  t.equal(readValue(port, '65535'), 65_535)
  t.equal(readValue(port, '08000'), 8000)
})

t.test('CFG-4: signs, fractions, exponents, other bases and words are refused', async t => {
  for (const text of ['-1', '+1', '1.0', '1e3', '0x10', 'NaN', 'Infinity', 'eighty', '', '1 2', '1_000', '٣']) {
    t.match(readValue(port, text), { problem: /not a number between 1 and 65535/ }, text)
  }
})

t.test('CFG-4: numbers outside the range are refused and the range is told', async t => {
  for (const text of ['0', '65536', '999999999999999999999'])
    t.match(readValue(port, text), { fix: /1 to 65535/ }, text)
})

t.test('a decimal number may have a fraction, and nothing else', async t => {
  const pause = decimal({ min: 0, max: 60, unit: 'seconds' })
  t.equal(readValue(pause, '1.5'), 1.5)
  t.equal(readValue(pause, '15'), 15)
  for (const text of ['.5', '1.', '-1', '1e1', '61', '1,5'])
    t.match(readValue(pause, text), { problem: /number/ }, text)
})

t.test('the reference names unit and range', async t => {
  t.equal(wholeNumber({ min: 0, max: 300, unit: 'seconds' }).type, 'whole number of seconds, 0 to 300')
})
