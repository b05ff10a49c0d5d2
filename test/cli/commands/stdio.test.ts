import t from 'tap'
import { hybridEnv } from '../../config/hybrid-env.js'
import { singleUserEnv } from '../../config/single-user-env.js'
import { cli } from '../fake-io.js'

t.test('stdio in a mode of many people is an error that says why, and prints nothing on stdout', async t => {
  for (const args of ['stdio', 'run --transport stdio']) {
    const io = await cli(args, hybridEnv())
    t.match(io.stderr(), /MCP_TRANSPORT is stdio, .*cannot serve hybrid mode \(ENABLE_MULTI_USER_BASIC_AUTH/, args)
    t.equal(io.exitCode(), 2)
    t.equal(io.stdout(), '')
  }
})

t.test('stdio with --oauth is an error, whatever the environment says', async t => {
  const io = await cli('stdio --oauth', singleUserEnv())
  t.match(io.stderr(), /cannot serve oauth mode \(--oauth asks for that\)/)
  t.equal(io.exitCode(), 2)
})

t.test('stdio with another transport is a wrong command line', async t => {
  const io = await cli('stdio --transport http', singleUserEnv())
  t.match(io.stderr(), /the command stdio has one transport/)
  t.equal(io.exitCode(), 2)
})
