import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const FILES = '/remote.php/dav/files/alice'

t.test('If-Match is strong and quoted, or it does not match', async t => {
  let now = 1_000_000
  const { ask } = await openSandbox(t, { now: () => (now += 1000) })
  const put = (match: string) => ask('alice', 'PUT', `${FILES}/x.txt`, { body: 'x', headers: { 'if-match': match } })
  t.match(await put('*'), { status: 412 }, 'there is nothing to match')
  let etag = (await ask('alice', 'PUT', `${FILES}/x.txt`, { body: 'x' })).headers.get('etag') ?? ''
  for (const match of [etag.slice(1, -1), `W/${etag}`, '"another"']) t.match(await put(match), { status: 412 }, match)
  const good = await put(`"another", ${etag}`)
  t.equal(good.status, 204)
  etag = good.headers.get('etag') ?? ''
  t.match(await put('*'), { status: 204 })
  t.match(await put(etag), { status: 412 }, 'it changed meanwhile')
})
