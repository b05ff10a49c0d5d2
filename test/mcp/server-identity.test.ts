import t from 'tap'
import { serverIdentity } from '../../src/mcp/server-identity.js'

t.test('the model is told of etags, cursors and codes', async t => {
  const { info, instructions } = serverIdentity('1.2.3')
  t.strictSame(info, { name: 'nextcloud-mcp-server', title: 'Nextcloud', version: '1.2.3' })
  for (const word of ['if_match', 'cursor', 'NCMCP_PRECONDITION_FAILED', 'retry_after_seconds'])
    t.match(instructions, word)
})
