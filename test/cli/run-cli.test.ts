import t from 'tap'
import { runCli } from '../../src/cli/run-cli.js'
import { hybridEnv } from '../config/hybrid-env.js'
import { cli, fakeIo } from './fake-io.js'

t.test('wrong settings are listed on stderr, one line each, with exit code 2', async t => {
  const io = await cli('run', { PORT: 'x', NEXTCLOUD_HOST: 'y' })
  t.equal(io.exitCode(), 2)
  t.match(io.stderr(), /2 problems:\n  \w+ .*\n  \w+ .*\n/)
  t.equal(io.stdout(), '')
  t.notMatch(io.stderr(), /at .*\.[tj]s:/, 'no stack trace')
})

t.test('one problem is one problem', async t => {
  t.match((await cli('run', {})).stderr(), /has a problem:\n  NEXTCLOUD_HOST is required/)
})

t.test('a failure is its message and exit code 1', async t => {
  const io = await cli('db migrate', hybridEnv({ TOKEN_STORAGE_DB: '/dev/null/x/tokens.db' }))
  t.equal(io.exitCode(), 1)
  t.match(io.stderr(), /^Error: /m)
  t.notMatch(io.stderr(), /at .*\.[tj]s:/)
})

t.test('an unexpected error is a failure without a stack trace', async t => {
  const io = fakeIo()
  io.out = () => {
    throw new TypeError('broken pipe')
  }
  await runCli(['generate-key'], io)
  t.equal(io.exitCode(), 1)
  t.match(io.stderr(), /^Error: broken pipe \(unexpected/)
})
