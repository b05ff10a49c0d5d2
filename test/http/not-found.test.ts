import { fastify } from 'fastify'
import t from 'tap'
import { errorHandler } from '../../src/http/error-handler.js'
import { answerNotFound } from '../../src/http/not-found.js'

async function app() {
  const app = fastify({ routerOptions: { ignoreDuplicateSlashes: true } })
  app.setErrorHandler(errorHandler)
  answerNotFound(app)
  app.get('/api/v1/users/:userId/session', async () => ({}))
  app.post('/api/v1/users/:userId/revoke', async () => ({}))
  return app
}

t.test('a known path with another method is 405 and says which methods it takes', async t => {
  const response = await (await app()).inject({ method: 'DELETE', url: '/api/v1/users/alice/session?x=1' })
  t.equal(response.statusCode, 405)
  t.match(response.headers, { allow: 'GET, HEAD' })
})

t.test('a doubled slash does not hide that a path is known', async t => {
  t.equal((await (await app()).inject({ method: 'PUT', url: '//api/v1/users/alice/revoke' })).statusCode, 405)
})

t.test('an unknown path is 404, and a pattern does not match across segments', async t => {
  for (const url of ['/nothing', '/api/v1/users/a/b/session']) {
    t.equal((await (await app()).inject(url)).statusCode, 404, url)
  }
})

t.test(
  'a browser at the root is sent to the page about /mcp, below whatever path a proxy has; a program is told where MCP is',
  async t => {
    const html = await (await app()).inject({ url: '/', headers: { accept: 'text/html,*/*' } })
    t.match(html, { statusCode: 302, headers: { location: 'mcp' } })
    for (const method of ['GET', 'POST'] as const) {
      const program = await (await app()).inject({ method, url: '/', headers: { accept: 'application/json' } })
      t.equal(program.statusCode, 404)
      t.match(program.json().message, /MCP clients use \/mcp/)
    }
  },
)
