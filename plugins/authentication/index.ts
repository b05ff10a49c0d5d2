import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { BasicAuthenticator, BasicLogin } from '../../src/auth/basic/basic-authenticator.js'
import { createBasicAuthenticator } from '../../src/auth/basic/create-basic-authenticator.js'
import type { Principal } from '../../src/auth/principal.js'
import { authenticateBasic, type AuthenticateBasic } from './authenticate-basic.js'
import { authenticateBearer, refuseTokenInBody, type AuthenticateBearer } from './authenticate-bearer.js'
import { createOAuth, type OAuth } from './create-oauth.js'
import { takeAuthorization } from './take-authorization.js'

declare module 'fastify' {
  interface FastifyInstance {
    basic: BasicAuthenticator
    /** undefined unless the mode is hybrid. */
    oauth: OAuth | undefined
    authenticateBasic: AuthenticateBasic
    authenticateBearer: AuthenticateBearer
  }
  interface FastifyRequest {
    principal: Principal | null
    /** Set by HTTP Basic; holds the password as long as the request lives. */
    basicLogin: BasicLogin | null
    /** Who is at the other end, behind the proxies of `FORWARDED_ALLOW_IPS`. */
    readonly clientIp: string
    /** Takes every `Authorization` header off this request and returns the values: for routes that check credentials themselves. */
    takeAuthorization(): string[]
  }
}
const meta = { name: 'authentication', dependencies: ['token-storage'], fastify: '5.x' }

/**
 * Provides `app.basic`, `app.oauth`, the hooks `app.authenticateBasic` and `app.authenticateBearer`, and `principal`, `basicLogin`, `clientIp` and `takeAuthorization()` on
 * every request. Needs token-storage. Both hooks take the `Authorization` header off the request. The identity provider is looked for after the server
 * began to listen, so that one that is down delays nothing.
 */
export const authentication = fp(async app => {
  const { vault, http, config, audit, ports } = app
  const { nextcloud, basic: settings } = config
  const basic = createBasicAuthenticator({ vault, http, nextcloud, basic: settings, audit, ports, log: app.log })
  const oauth = createOAuth(app)
  app.decorate('basic', basic).decorate('oauth', oauth)
  app.decorate('authenticateBasic', authenticateBasic(basic))
  app.decorate('authenticateBearer', authenticateBearer(oauth?.verifier))
  decorateRequests(app)
  app.addHook('preHandler', refuseTokenInBody)
  if (oauth) runWhileOpen(app, oauth)
}, meta)

function decorateRequests(app: FastifyInstance): void {
  app.decorateRequest('takeAuthorization', function () {
    return takeAuthorization(this.raw)
  })
  app.decorateRequest('principal', null)
  app.decorateRequest('basicLogin', null)
  app.decorateRequest('clientIp', {
    getter() {
      return this.ip
    },
  })
}

function runWhileOpen(app: FastifyInstance, { oidc, broker }: OAuth): void {
  app.addHook('onReady', async () => {
    void oidc.start()
    broker.start()
  })
  app.addHook('preClose', async () => {
    await broker.stop()
    await oidc.stop()
  })
}
