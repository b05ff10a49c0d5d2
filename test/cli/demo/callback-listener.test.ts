import t from 'tap'
import { startCallbackListener } from '../../../src/cli/demo/callback-listener.js'

t.test('what a browser brings is given once, and other paths bring nothing', async t => {
  const callback = await startCallbackListener()
  t.equal((await fetch(new URL('/other?code=x', callback.url))).status, 404)
  t.equal(callback.take(), undefined)
  t.equal((await fetch(`${callback.url}?code=a&state=b`)).status, 200)
  t.equal(callback.take()?.get('code'), 'a')
  t.equal(callback.take(), undefined)
  await callback.close()
  await t.rejects(fetch(callback.url))
})
