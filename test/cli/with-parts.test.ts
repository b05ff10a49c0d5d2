import { join } from 'node:path'
import t from 'tap'
import { withParts } from '../../src/cli/with-parts.js'
import { testConfig } from '../helpers/test-config.js'

t.test('parts are open for the task and closed after it', async t => {
  const config = testConfig({ TOKEN_STORAGE_DB: join(t.testdir(), 'tokens.db') })
  const storage = await withParts(config, async parts => {
    await parts.storage.check()
    return parts.storage
  })
  await t.rejects(storage.check())
})

t.test('parts are closed when the task fails, and the failure is passed on', async t => {
  const config = testConfig({ TOKEN_STORAGE_DB: join(t.testdir(), 'tokens.db') })
  await t.rejects(
    withParts(config, async () => {
      throw new TypeError('bug')
    }),
    { message: 'bug' },
  )
})

t.test('a mode that stores nothing has no parts', async t => {
  const config = testConfig({ ENABLE_OFFLINE_ACCESS: 'false' })
  await t.rejects(
    withParts(config, async () => {}),
    { code: 'NCMCP_START_FAILED', message: /stores nothing/ },
  )
})
