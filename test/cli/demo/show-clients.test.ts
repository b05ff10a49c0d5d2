import t from 'tap'
import { createNarrator } from '../../../src/cli/demo/narrator.js'
import { showClients } from '../../../src/cli/demo/show-clients.js'

t.test('each command is whole when its lines are pasted, and has address and header', async t => {
  const lines: string[] = []
  showClients(
    createNarrator(line => lines.push(line)),
    { url: 'http://127.0.0.1:1/mcp', authorization: 'Bearer abc' },
  )
  const commands = lines
    .join('\n')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter(line => line.startsWith('     '))
  t.equal(commands.length, 3)
  for (const command of commands) {
    t.match(command, 'http://127.0.0.1:1/mcp')
    t.match(command, '"Authorization: Bearer abc"')
    t.equal((command.match(/'/g) ?? []).length % 2, 0, 'quotes are closed')
  }
})
