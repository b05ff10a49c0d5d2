import t from 'tap'
import { HostNotAllowed, MethodNotAllowed, OriginNotAllowed, RouteNotFound } from '../../src/errors/http-errors.js'

t.test('a refused host and a refused origin name the setting that admits them', async t => {
  t.match(new HostNotAllowed().message, 'MCP_ALLOWED_HOSTS')
  t.match(new OriginNotAllowed().message, 'MCP_ALLOWED_ORIGINS')
})

t.test('an unknown path is 404 and a wrong method is 405', async t => {
  t.equal(new RouteNotFound().statusCode, 404)
  t.equal(new MethodNotAllowed().statusCode, 405)
})
