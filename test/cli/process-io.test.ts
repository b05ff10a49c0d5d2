import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { processIo } from '../../src/cli/process-io.js'

t.test('files are read as text', async t => {
  const file = join(t.testdir(), 'a')
  writeFileSync(file, 'é')
  t.equal(processIo.readFile(file), 'é')
})

t.test('an exit code ends nothing by itself', async t => {
  processIo.exitWith(2)
  t.equal(process.exitCode, 2)
  process.exitCode = 0
})

t.test('the process has its own environment', async t => {
  t.equal(processIo.env, process.env)
})
