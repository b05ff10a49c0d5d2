import { fastify } from 'fastify'
import t, { type Test } from 'tap'
import { TemporarilyUnavailable } from '../../src/errors/access-errors.js'
import { NotFound } from '../../src/errors/nextcloud-errors.js'
import { OAuthRefused } from '../../src/errors/oauth-errors.js'
import { DecryptionFailed } from '../../src/errors/storage-errors.js'
import { errorHandler } from '../../src/http/error-handler.js'

async function throwing(t: Test, url: string, error: Error) {
  const app = fastify()
  t.teardown(() => app.close())
  app.setErrorHandler(errorHandler)
  app.get(url, async () => {
    throw error
  })
  return app.inject(url)
}

t.test('a failure of ours shows its code and its sentence', async t => {
  const response = await throwing(t, '/api/v1/x', new NotFound('No such note.'))
  t.equal(response.statusCode, 404)
  t.strictSame(response.json(), { error: 'NCMCP_NOT_FOUND', message: 'No such note.' })
})

t.test('RT-2: OAuth routes speak RFC 6749, with error_description', async t => {
  const response = await throwing(t, '/oauth/x', new TemporarilyUnavailable('Not now.', { retryAfterSeconds: 4.2 }))
  t.strictSame(response.json(), { error: 'temporarily_unavailable', error_description: 'Not now.' })
  t.equal(response.headers['retry-after'], '5', 'seconds are rounded up')
})

t.test('RT-2: what may not be shown becomes a fixed sentence', async t => {
  for (const error of [new DecryptionFailed('key 0a1b'), new TypeError('secret is undefined at /srv/app.js')]) {
    const response = await throwing(t, '/mcp', error)
    t.equal(response.statusCode, 500)
    t.notMatch(response.body, /0a1b|secret|srv/)
    t.match(response.json(), { error: 'server_error' })
  }
})

t.test('a refusal of the authorization server keeps its word', async t => {
  const response = await throwing(t, '/oauth/token', new OAuthRefused('invalid_grant', 'No.'))
  t.equal(response.statusCode, 400)
  t.strictSame(response.json(), { error: 'invalid_grant', error_description: 'No.' })
})
