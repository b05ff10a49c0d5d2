import t from 'tap'
import { listenHost } from '../../../src/config/values/host.js'
import { readValue } from '../read-value.js'

t.test('addresses and names can be listened on, brackets go', async t => {
  for (const host of ['127.0.0.1', '0.0.0.0', '::', 'localhost', 'mcp.internal']) {
    t.equal(readValue(listenHost(), host), host)
  }
  t.equal(readValue(listenHost(), '[::1]'), '::1')
})

t.test('URLs, ports and blanks are refused', async t => {
  for (const host of ['http://localhost', 'localhost:8000', 'a b', '-x', 'x/y']) {
    t.match(readValue(listenHost(), host), { problem: /neither/ }, host)
  }
})
