import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { migrationsFolder } from '../../src/storage/migrations-folder.js'

t.test('it is found from where the code runs', async t => {
  t.ok(existsSync(join(migrationsFolder(), 'meta', '_journal.json')))
})

t.test('it is beside the nearest package.json above', async t => {
  const root = t.testdir({ 'package.json': '{}', dist: { src: { storage: {} } } })
  t.equal(migrationsFolder(pathToFileURL(join(root, 'dist', 'src', 'storage', 'x.js')).href), join(root, 'migrations'))
})

t.test('an installation without package.json says what is wrong', async t => {
  t.throws(() => migrationsFolder('file:///no-such-place/at-all/x.js'), { code: 'NCMCP_STORAGE_FAILED' })
})
