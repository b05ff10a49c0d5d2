import t from 'tap'
import { authenticateClient } from '../../../../src/auth/server/tokens/authenticate-client.js'
import type { TokenForm } from '../../../../src/auth/server/tokens/token-form.js'
import { sha256 } from '../../../../src/lib/sha256.js'
import { refusal } from '../../../helpers/refusal.js'
import { serverSetup } from '../../../helpers/server-setup.js'
import { clientOf } from '../../../storage/authorization-server-fixtures.js'

const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`

async function setup(t: Parameters<typeof serverSetup>[0]) {
  const { deps, server } = await serverSetup(t)
  await server.clients.add(clientOf({ clientId: 'open' }))
  await server.clients.add(
    clientOf({ clientId: 'closed', authMethod: 'client_secret_post', secretHash: sha256('s3cret') }),
  )
  await server.clients.add(
    clientOf({ clientId: 'odd', authMethod: 'client_secret_basic', secretHash: sha256('a:b+c%') }),
  )
  return (form: TokenForm, ...authorization: string[]) => authenticateClient(deps, authorization, form)
}

t.test('a public client names itself; a confidential one proves it in the form or in the header', async t => {
  const authenticate = await setup(t)
  t.match(await authenticate({ client_id: 'open' }), { id: 'open' })
  t.match(await authenticate({ client_id: 'open', client_secret: '' }), { id: 'open' })
  t.match(await authenticate({ client_id: 'closed', client_secret: 's3cret' }), { id: 'closed' })
  t.match(await authenticate({}, basic('closed', 's3cret')), { id: 'closed' })
  t.match(await authenticate({ client_id: 'closed' }, basic('closed', 's3cret')), { id: 'closed' })
  t.match(
    await authenticate({}, basic('odd', encodeURIComponent('a:b+c%'))),
    { id: 'odd' },
    'form-encoded in the header',
  )
})

t.test('who does not prove it is refused, always in the same words', async t => {
  const authenticate = await setup(t)
  const messages = new Set<string>()
  for (const [form, ...authorization] of [
    [{}],
    [{ client_id: 'nobody' }],
    [{ client_id: 'closed' }],
    [{ client_id: 'closed', client_secret: '' }],
    [{ client_id: 'closed', client_secret: 's3cre' }],
    [{ client_id: 'closed', client_secret: sha256('s3cret') }],
    [{ client_id: 'open', client_secret: 'anything' }],
    [{}, basic('closed', 'wrong')],
    [{}, basic('open', 'x')],
    [{}, basic('closed', '%zz')],
    [{}, 'Basic !!!'],
    [{ client_id: 'open' }, 'Bearer ncmcp_at_x'],
    [{}, basic('closed', 's3cret'), basic('closed', 's3cret')],
  ] as const) {
    const refused = authenticate(form, ...authorization)
    await t.rejects(refused, refusal('invalid_client', { statusCode: 401 }), JSON.stringify([form, authorization]))
    messages.add(await refused.then(String, String))
  }
  t.equal(messages.size, 1)
})

t.test('two ways at once are one too many', async t => {
  const authenticate = await setup(t)
  await t.rejects(authenticate({ client_secret: 's3cret' }, basic('closed', 's3cret')), refusal('invalid_request'))
  await t.rejects(authenticate({ client_id: 'open' }, basic('closed', 's3cret')), refusal('invalid_request'))
})
