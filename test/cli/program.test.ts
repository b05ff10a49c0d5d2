import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { buildProgram } from '../../src/cli/program.js'
import { packageRoot } from '../../src/lib/version.js'
import { cli, fakeIo } from './fake-io.js'

t.test('--version prints the version of the package and succeeds', async t => {
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
  const io = await cli('--version')
  t.equal(io.stdout(), version)
  t.equal(io.exitCode(), 0)
})

t.test('--help lists the commands on stdout and succeeds', async t => {
  const io = await cli('--help')
  for (const word of ['run', 'doctor', 'generate-key', 'deregister', 'db', 'demo']) t.match(io.stdout(), word)
  t.equal(io.exitCode(), 0)
  t.equal(io.stderr(), '')
})

t.test('run --help shows the flags and the variables they stand for', async t => {
  const io = await cli('run --help')
  t.match(io.stdout(), /-p, --port <port>\s+Port to listen on\. Sets PORT\./)
  t.match(io.stdout(), /--no-oauth/)
  t.equal(io.exitCode(), 0)
})

t.test('an unknown option is a usage error', async t => {
  const io = await cli('run --bogus')
  t.equal(io.exitCode(), 2)
  t.match(io.stderr(), /unknown option '--bogus'/)
})

t.test('an unknown command is a usage error that names it', async t => {
  const io = await cli('serv')
  t.equal(io.exitCode(), 2)
  t.match(io.stderr(), /unknown command 'serv'/)
})

t.test('a group without a command shows its help and is a usage error', async t => {
  const io = await cli('db')
  t.equal(io.exitCode(), 2)
  t.match(io.stderr(), /migrate/)
})

t.test('db holds migrate and rotate-key', async t => {
  const db = buildProgram(fakeIo()).commands.find(command => command.name() === 'db')
  t.strictSame(
    db?.commands.map(command => command.name()),
    ['migrate', 'rotate-key'],
  )
})
