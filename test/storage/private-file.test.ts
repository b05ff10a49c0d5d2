import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import t from 'tap'
import { preparePrivateFile } from '../../src/storage/private-file.js'

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

t.test('file and folders are made for the owner alone, whatever the umask', async t => {
  for (const umask of [0o000, 0o022, 0o177]) {
    const path = join(t.testdir(), `u${umask}`, 'tokens.db')
    const before = process.umask(umask === 0o177 ? 0o077 : umask)
    t.teardown(() => process.umask(before))
    preparePrivateFile(path)
    process.umask(before)
    t.strictSame([modeOf(dirname(path)), modeOf(path)], ['700', '600'], `umask ${umask.toString(8)}`)
  }
})

t.test('a file that others could read is tightened, with its journals', async t => {
  const path = join(t.testdir(), 'tokens.db')
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    writeFileSync(file, '')
    chmodSync(file, 0o644)
  }
  preparePrivateFile(path)
  for (const file of [path, `${path}-wal`, `${path}-shm`]) t.equal(modeOf(file), '600', file.slice(path.length))
})

t.test('a folder that was there keeps its mode', async t => {
  const folder = join(t.testdir(), 'shared')
  mkdirSync(folder)
  chmodSync(folder, 0o755)
  preparePrivateFile(join(folder, 'tokens.db'))
  t.equal(modeOf(folder), '755')
})
