import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { hybridEnv } from '../../config/hybrid-env.js'
import { cli } from '../fake-io.js'

t.test('a new database gets all migrations, a second run none', async t => {
  const TOKEN_STORAGE_DB = join(t.testdir(), 'new', 'tokens.db')
  const first = await cli('db migrate', hybridEnv({ TOKEN_STORAGE_DB }))
  const [, applied, total] = /(\d+) of (\d+) migrations/.exec(first.stdout()) ?? []
  t.equal(applied, total)
  t.ok(Number(total) > 0 && existsSync(TOKEN_STORAGE_DB))
  t.match((await cli('db migrate', hybridEnv({ TOKEN_STORAGE_DB }))).stdout(), `0 of ${total} migrations`)
  t.equal(first.exitCode(), 0)
})

t.test('a mode that stores nothing has nothing to migrate', async t => {
  const io = await cli('db migrate', hybridEnv({ ENABLE_OFFLINE_ACCESS: 'false' }))
  t.match(io.stdout(), /multi_user_basic mode stores nothing/)
  t.equal(io.exitCode(), 0)
})

t.test('a file that is no database is a failure', async t => {
  const folder = t.testdir({
    'tokens.db': 'this is a text, and not a short one, so that it has no header of a database',
  })
  const io = await cli('db migrate', hybridEnv({ TOKEN_STORAGE_DB: join(folder, 'tokens.db') }))
  t.equal(io.exitCode(), 1)
  t.match(io.stderr(), /^Error: /m)
})
