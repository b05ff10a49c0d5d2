import t from 'tap'
import Fastify from 'fastify'
import { toLogin } from '../../../src/sandbox/oidc/login-redirect.js'

t.test('the target survives the way over the login', async t => {
  const app = Fastify()
  const target = '/cloud/apps/oidc/redirect?redirect_uri=http://c/cb%3Fa%3Db%26c&scope=a%20b#x'
  app.get('/', async (_request, reply) => toLogin(reply, '/cloud', target))
  const location = String((await app.inject('/')).headers.location)
  t.match(location, /^\/cloud\/login\?redirect_url=\/cloud\/apps\/oidc\/redirect\?redirect_uri%3Dhttp:\/\//)
  t.equal(new URL(location, 'http://nc').searchParams.get('redirect_url'), target)
})

t.test('a path without a query stays one', async t => {
  const app = Fastify()
  app.get('/', async (_request, reply) => toLogin(reply, '', '/apps/files/'))
  t.equal((await app.inject('/')).headers.location, '/login?redirect_url=/apps/files/')
})
