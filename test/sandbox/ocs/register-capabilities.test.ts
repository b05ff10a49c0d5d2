import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const PATH = '/ocs/v2.php/cloud/capabilities'

t.test('an ETag that is still good saves the body', async t => {
  const { ask } = await openSandbox(t)
  const first = await ask('alice', 'GET', PATH)
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' }
  t.match(await ask('alice', 'GET', PATH, { headers }), { status: 304, text: '' })
  t.match(await ask(null, 'GET', PATH, { headers }), { status: 200 }, 'a stranger sees something else')
  t.match(await ask('alice', 'DELETE', PATH), { status: 405 })
})
