import t from 'tap'
import Fastify from 'fastify'
import { answerClient } from '../../../src/sandbox/oidc/authorize-answer.js'
import type { AuthorizeRequest } from '../../../src/sandbox/oidc/authorize-request.js'

async function answer(asked: AuthorizeRequest) {
  const app = Fastify()
  app.get('/', async (_request, reply) => answerClient(reply, asked, { state: 'a b', code: '<c>' }))
  return app.inject('/')
}

t.test('the answer is appended to the redirect URI', async t => {
  const plain = await answer({ redirect_uri: 'http://c/cb' })
  t.match(plain, { statusCode: 303, headers: { location: 'http://c/cb?state=a%20b&code=%3Cc%3E' } })
  t.match((await answer({ redirect_uri: 'http://c/cb?x=1' })).headers.location, 'http://c/cb?x=1&state=')
  t.match(
    (await answer({ redirect_uri: 'http://c/cb', response_mode: 'fragment' })).headers.location,
    'http://c/cb#state=',
  )
})

t.test('answers of the implicit flow travel in the fragment', async t => {
  const { headers } = await answer({ redirect_uri: 'http://c/cb', response_type: 'id_token' })
  t.match(headers.location, 'http://c/cb#state=')
})

t.test('a form is escaped', async t => {
  const { body } = await answer({ redirect_uri: 'http://c/"><script>', response_mode: 'form_post' })
  t.match(body, 'action="http://c/&quot;&gt;&lt;script&gt;"')
  t.match(body, 'value="&lt;c&gt;"')
})
