import fastify from 'fastify'
import t from 'tap'
import { authenticateEither } from '../../../plugins/authentication/authenticate-either.js'
import type { AuthenticateMcp } from '../../../plugins/authentication/authenticate-mcp.js'
import type { BasicAuthenticator } from '../../../src/auth/basic/basic-authenticator.js'

t.test('a bearer token is judged as one; everything else by Basic, and nothing is told of both ways', async t => {
  const seen: string[] = []
  const basic: Pick<BasicAuthenticator, 'authenticate'> = {
    authenticate: async values => {
      seen.push(`basic ${values}`)
      return { ok: false, status: 401, code: 'unauthorized', description: 'No.' }
    },
  }
  const app = fastify()
  t.teardown(() => app.close())
  const byBearer: AuthenticateMcp = () => async (_request, reply) => {
    seen.push('bearer')
    return reply.code(418).send()
  }
  const hook = authenticateEither(basic as BasicAuthenticator, byBearer, 'https://mcp.example')
  app.addHook('onRequest', hook(['notes.read']))
  app.get('/', async () => 'in')
  const ask = (authorization?: string) => app.inject({ url: '/', headers: authorization ? { authorization } : {} })
  for (const token of ['Bearer x', 'bearer x', 'Bearer']) t.equal((await ask(token)).statusCode, 418, token)
  const nothing = await ask()
  t.strictSame(nothing.headers['www-authenticate'], [
    'Bearer scope="notes.read", resource_metadata="https://mcp.example/.well-known/oauth-protected-resource/mcp"',
    'Basic realm="Nextcloud MCP", charset="UTF-8"',
  ])
  await ask('Basic abc')
  await ask('Bearers x')
  t.strictSame(seen, ['bearer', 'bearer', 'bearer', 'basic ', 'basic Basic abc', 'basic Bearers x'])
})
