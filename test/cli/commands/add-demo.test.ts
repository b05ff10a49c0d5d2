import t from 'tap'
import { DEMO_MODES } from '../../../src/cli/commands/demo.js'
import { DemoFailed } from '../../../src/cli/demo/demo-failed.js'
import { buildProgram } from '../../../src/cli/program.js'
import { runCli } from '../../../src/cli/run-cli.js'
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

t.test('a step that does not hold ends with 1 and says which', async t => {
  const io = fakeIo()
  const out = (line: string) => {
    if (line.startsWith('2. ')) throw new DemoFailed('It does not hold.')
    io.out(line)
  }
  await runCli(['demo', '--once', '--mode', 'oauth'], { ...io, out })
  t.match(io.stdout(), /1\. An MCP client knows the address/)
  t.equal(io.stderr(), 'Error: It does not hold.')
  t.equal(io.exitCode(), 1)
})

t.test('a mode without a story is refused with those that have one, before anything starts', async t => {
  const io = await cli('demo --mode multi')
  t.match(io.stderr(), /--mode[^]*'multi' is invalid[^]*hybrid, oauth, single/)
  t.equal(io.stdout(), '')
  t.equal(io.exitCode(), 2)
})

t.test('the help names each mode with what it shows', async t => {
  const io = await cli('demo --help')
  for (const mode of DEMO_MODES) t.match(io.stdout(), `"${mode}" (`)
  t.equal(io.exitCode(), 0)
})
