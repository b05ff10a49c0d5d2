import fastify from 'fastify'
import t from 'tap'
import { explained } from '../../../plugins/oauth-server/show-problem.js'
import { OAuthRefused } from '../../../src/errors/oauth-errors.js'

t.test('a refusal becomes a page for people and JSON for programs; other faults go on', async t => {
  const app = fastify()
  t.teardown(() => app.close())
  const faults: Record<string, Error> = {
    client: new OAuthRefused('invalid_client', 'Not known.'),
    many: new OAuthRefused('too_many_requests', 'Slowly.', { retryAfterSeconds: 7 }),
    other: new RangeError('x'),
  }
  app.get<{ Params: { which: string } }>('/:which', (request, reply) =>
    explained(request, reply, async () => {
      throw faults[request.params.which]
    }),
  )
  const page = await app.inject({ url: '/client', headers: { accept: 'text/html' } })
  t.match(page, { statusCode: 400, body: /Not known\.[^]*invalid_client/ })
  t.match(String(page.headers['content-security-policy']), /default-src 'none'/)
  const json = await app.inject({ url: '/many', headers: { accept: 'application/json' } })
  t.match(json, { statusCode: 429, headers: { 'retry-after': '7' } })
  t.strictSame(json.json(), { error: 'too_many_requests', error_description: 'Slowly.' })
  t.equal((await app.inject('/other')).statusCode, 500)
})
