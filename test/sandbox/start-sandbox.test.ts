import t from 'tap'
import { startSandbox } from '../../src/sandbox/start-sandbox.js'
import { openSandbox } from '../helpers/ask-sandbox.js'

t.test('it listens on 127.0.0.1 under its base path, with and without index.php', async t => {
  const { sandbox, ask } = await openSandbox(t, { basePath: '/cloud/' })
  t.match(sandbox.url, /^http:\/\/127\.0\.0\.1:\d+\/cloud$/)
  t.match(await ask(null, 'GET', '/status.php'), { status: 200 })
  for (const path of ['/apps/notes/api/v1/notes', '/index.php/apps/notes/api/v1/notes']) {
    t.match(await ask('alice', 'GET', path), { status: 200, json: [] }, path)
  }
})

t.test('after close nothing answers', async t => {
  const sandbox = await startSandbox()
  await sandbox.close()
  await t.rejects(fetch(`${sandbox.url}/status.php`))
})

t.test('two sandboxes know nothing of each other', async t => {
  const one = await openSandbox(t)
  const other = await openSandbox(t)
  await one.ask('alice', 'PUT', '/remote.php/dav/files/alice/x.txt', { body: 'x' })
  t.match(await other.ask('alice', 'GET', '/remote.php/dav/files/alice/x.txt'), { status: 404 })
})

t.test('somebody who is not there cannot be changed', async t => {
  const { sandbox } = await openSandbox(t)
  t.throws(() => sandbox.setPassword('nobody', 'x'), RangeError)
  t.throws(() => sandbox.createAppPassword('nobody'), RangeError)
})
