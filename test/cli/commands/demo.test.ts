import t from 'tap'
import { demo, DEMO_MODES } from '../../../src/cli/commands/demo.js'
import { DemoFailed } from '../../../src/cli/demo/demo-failed.js'

const LAST_STEP = {
  hybrid: /"docType":"note"/,
  oauth: /Nextcloud itself is let in/,
  single: /it ended with its client/,
}
const urlIn = (lines: readonly string[]) => /MCP server\s+(\S+)\/mcp/.exec(lines.join('\n'))?.[1]

for (const mode of DEMO_MODES) {
  t.test(`${mode}: the story is told, then the demo stays up until it is interrupted, and ends`, async t => {
    const lines: string[] = []
    let asked = false
    const interrupted = async () => {
      asked = true
      t.equal((await fetch(`${urlIn(lines)}/health/live`)).status, 200, 'it is up while it waits')
    }
    await demo({ once: false, mode }, { write: line => lines.push(line), interrupted })
    t.ok(asked)
    t.match(lines.join('\n'), LAST_STEP[mode])
    t.match(lines.join('\n'), /Your turn/)
    await t.rejects(fetch(`${urlIn(lines)}/health/live`))
  })

  t.test(`${mode}: a story that breaks off invites nobody, and leaves nothing running`, async t => {
    const lines: string[] = []
    const write = (line: string) => {
      if (line.startsWith('2. ')) throw new DemoFailed('It does not hold.')
      lines.push(line)
    }
    const interrupted = async () => void t.fail('nobody waits')
    await t.rejects(demo({ once: false, mode }, { write, interrupted }), { code: 'NCMCP_DEMO_FAILED' })
    await t.rejects(fetch(`${urlIn(lines)}/health/live`))
  })
}
