import t from 'tap'
import Fastify from 'fastify'
import { clientExpiry, isExpiredClient, issuerOf } from '../../../src/sandbox/oidc/oidc-context.js'
import { oidcClient, oidcWorld, START } from './oidc-world.js'

t.test('the issuer follows the Host header and the sub-path', async t => {
  const { world } = oidcWorld()
  world.basePath = '/cloud'
  const app = Fastify()
  app.get('/', async request => issuerOf(world, request))
  t.equal((await app.inject({ url: '/', headers: { host: 'nc.example:8080' } })).body, 'http://nc.example:8080/cloud')
})

t.test('a client is over one second after its end', async t => {
  const { context, world, advance } = oidcWorld()
  const client = oidcClient(context, { dynamic: true })
  t.equal(clientExpiry(world, client), START + 3600)
  advance(3600)
  t.equal(isExpiredClient(world, client), false)
  advance(1)
  t.equal(isExpiredClient(world, client), true)
  t.equal(isExpiredClient(world, { ...client, dynamic: false }), false)
})
