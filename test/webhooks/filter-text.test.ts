import t from 'tap'
import { filterText } from '../../src/webhooks/filter-text.js'

t.test('two spellings of one filter are one text, and another filter is another', async t => {
  t.equal(filterText({ b: '1', a: '2' }), filterText({ a: '2', b: '1' }))
  t.not(filterText({ a: '1' }), filterText({ a: '2' }))
  t.equal(filterText({}), '{}')
})
