import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { packageRoot, version } from '../../src/lib/version.js'

t.test('the version is that of package.json, wherever the code runs from', async t => {
  t.match(version, /^\d+\.\d+\.\d+/)
  t.ok(existsSync(join(packageRoot, 'migrations')), 'migrations stand beside package.json')
})
