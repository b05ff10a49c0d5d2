import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const FILES = '/remote.php/dav/files/alice'

t.test('a file comes whole, as a range, or not at all when it is known', async t => {
  const { ask } = await openSandbox(t)
  await ask('alice', 'PUT', `${FILES}/x.txt`, { body: '0123456789' })
  const get = (headers: Record<string, string>) => ask('alice', 'GET', `${FILES}/x.txt`, { headers })
  const whole = await get({})
  t.match(whole, { status: 200, text: '0123456789' })
  t.match(await get({ range: 'bytes=2-4' }), { status: 206, text: '234' })
  t.match(await get({ range: 'bytes=8-' }), { status: 206, text: '89' })
  t.match(await get({ range: 'bytes=10-' }), { status: 416 })
  t.match(await get({ 'if-none-match': whole.headers.get('etag') ?? '' }), { status: 304, text: '' })
})

t.test('a folder has no body, and what is missing is 404', async t => {
  const { ask } = await openSandbox(t)
  t.match(await ask('alice', 'GET', FILES), { status: 200, text: '' })
  t.match(await ask('alice', 'GET', `${FILES}/none`), { status: 404 })
  t.match(await ask('bob', 'GET', `${FILES}/none`), { status: 404 })
})
