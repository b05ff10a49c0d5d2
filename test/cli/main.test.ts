import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { version } from '../../src/lib/version.js'

const run = promisify(execFile)
const main = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url))

t.test('the program runs as a process of its own and ends with the code of its command', async t => {
  const { stdout } = await run(process.execPath, [...process.execArgv, main, '--version'])
  t.equal(stdout.trim(), version)
  await t.rejects(run(process.execPath, [...process.execArgv, main, '--bogus']), { code: 2, stderr: /unknown option/ })
})
