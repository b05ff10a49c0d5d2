import t from 'tap'
import { buildProgram } from '../../../src/cli/program.js'
import { cli, fakeIo } from '../fake-io.js'

t.test('demo --once tells the story and ends with 0, whatever the environment says', async t => {
  const io = await cli('demo --once', { PORT: 'nonsense' })
  t.match(io.stdout(), /Sandbox Nextcloud\s+http:\/\/127\.0\.0\.1:\d+/)
  t.equal(io.stderr(), '')
  t.equal(io.exitCode(), 0)
})

t.test('without --once the demo stays up until stopped', async t => {
  const io = fakeIo()
  const stopping = new Promise<() => Promise<void>>(resolve => {
    io.onStop = resolve
  })
  const told = buildProgram(io).parseAsync(['demo'], { from: 'user' })
  const stop = await stopping
  const [, url = ''] = /MCP server\s+(http\S+)\/mcp/.exec(io.stdout()) ?? []
  t.equal((await fetch(`${url}/health/live`)).status, 200)
  await stop()
  await told
  await t.rejects(fetch(`${url}/health/live`))
})
