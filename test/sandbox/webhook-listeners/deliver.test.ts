import t from 'tap'
import { deliver } from '../../../src/sandbox/webhook-listeners/deliver.js'
import { startReceiver } from '../../helpers/start-receiver.js'

t.test('it arrives with its body and headers, and without a content type', async t => {
  const receiver = await startReceiver(t)
  await deliver({ method: 'POST', uri: `${receiver.url}/hook`, headers: { 'x-probe': '1' }, body: '{"ä":1}' })
  const [received] = receiver.take()
  t.match(received, {
    method: 'POST',
    path: '/hook',
    body: '{"ä":1}',
    headers: { 'x-probe': '1', 'user-agent': 'Nextcloud Server Crawler', 'content-length': '8' },
  })
  t.notOk('content-type' in received!.headers)
})

t.test('a receiver that fails, is not there, or has no URL is no news', async t => {
  const receiver = await startReceiver(t)
  receiver.answerWith(500)
  const delivery = { method: 'POST', headers: {}, body: '{}' }
  await t.resolves(deliver({ ...delivery, uri: receiver.url }))
  await t.resolves(deliver({ ...delivery, uri: 'http://127.0.0.1:1/' }))
  await t.resolves(deliver({ ...delivery, uri: 'not a url' }))
})
