import cookie from '@fastify/cookie'
import Fastify from 'fastify'
import t from 'tap'
import { sendRefusal } from '../../../plugins/login-flow/send-refusal.js'
import type { ProvisioningFailure } from '../../../src/errors/provisioning-failed.js'
import { testConfig } from '../../helpers/test-config.js'

const ask = async (failure: ProvisioningFailure, accept: string, retryAfterSeconds?: number) => {
  const app = Fastify()
  await app.register(cookie)
  app.decorate('config', testConfig())
  app.get('/', (request, reply) =>
    sendRefusal(request, reply, { ok: false, failure, oauthError: undefined, retryAfterSeconds }),
  )
  return app.inject({ url: '/', headers: { accept } })
}

t.test('a person gets a page, a program the same in JSON', async t => {
  const page = await ask('login_expired', 'text/html')
  t.match([page.statusCode, page.body], [400, /This login is over[^]*access_denied/])
  t.match((await ask('login_expired', 'application/json')).json(), { status: 'expired', error: 'access_denied' })
  t.match((await ask('unknown_state', 'application/json')).json(), { status: 'not_found' })
  t.match((await ask('login_lost', 'application/json')).json(), { status: 'error', error: 'temporarily_unavailable' })
})

t.test('who should come later is told when', async t => {
  const busy = await ask('too_many_starts', 'text/html', 42)
  t.match([busy.statusCode, busy.headers['retry-after']], [429, '42'])
})
