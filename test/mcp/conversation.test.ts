import t from 'tap'
import { SILENT } from '../../src/mcp/conversation.js'

t.test('to nobody everything can be said, and nothing asked', async t => {
  t.doesNotThrow(() => SILENT.progress(1, 2, 'half'))
  t.doesNotThrow(() => SILENT.log('info', 'line'))
  t.equal(SILENT.can.size, 0)
  t.strictSame([SILENT.answers, SILENT.state], [{}, undefined])
})
