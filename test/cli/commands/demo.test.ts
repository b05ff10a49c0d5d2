import t from 'tap'
import { demo } from '../../../src/cli/commands/demo.js'

t.test('the demo stays up until it is interrupted, and then ends', async t => {
  const lines: string[] = []
  let asked = false
  const interrupted = async () => {
    asked = true
    const url = /MCP server\s+(\S+)\/mcp/.exec(lines.join('\n'))?.[1]
    t.equal((await fetch(`${url}/health/live`)).status, 200, 'it is up while it waits')
  }
  await demo({ once: false }, { write: line => lines.push(line), interrupted })
  t.ok(asked)
})
