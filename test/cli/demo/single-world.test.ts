import t from 'tap'
import { postMcp } from '../../../src/cli/demo/post-mcp.js'
import { startSingleWorld } from '../../../src/cli/demo/single-world.js'

t.test('the server works as one account, takes its own token alone, and stores nothing', async t => {
  const world = await startSingleWorld()
  t.equal(world.app.config.mode, 'single_user_basic')
  t.equal(world.app.storage, undefined)
  t.equal((await postMcp(world.serverUrl, `Bearer ${world.staticToken}`)).status, 200)
  t.match(await world.app.account?.login(), { loginName: world.account.NEXTCLOUD_USERNAME })
  await world.close()
  await t.rejects(fetch(`${world.serverUrl}/health/live`))
  await t.rejects(fetch(`${world.sandbox.url}/status.php`))
})

t.test('each run has a token of its own', async t => {
  const [one, other] = await Promise.all([startSingleWorld(), startSingleWorld()])
  t.teardown(() => Promise.all([one.close(), other.close()]))
  t.match(one.staticToken, /^[0-9a-f]{64}$/)
  t.equal((await postMcp(one.serverUrl, `Bearer ${other.staticToken}`)).status, 401)
})
