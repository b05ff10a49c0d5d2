import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { ServerAccount } from '../../src/auth/account/server-account.js'
import type { BasicAuthenticator, BasicLogin } from '../../src/auth/basic/basic-authenticator.js'
import { countedAuthenticator } from '../../src/auth/basic/counted-authenticator.js'
import { createBasicAuthenticator } from '../../src/auth/basic/create-basic-authenticator.js'
import type { BearerLogin } from '../../src/auth/bearer/bearer-door.js'
import type { VerifyResult } from '../../src/auth/bearer/token-verifier.js'
import { probeWithGrant } from '../../src/auth/bearer/probe-with-grant.js'
import { checkAtStart } from '../../src/auth/oidc/check-at-start.js'
import type { Principal } from '../../src/auth/principal.js'
import { hasBackgroundAccess } from '../../src/config/has-background-access.js'
import { isOAuthResource } from '../../src/config/is-oauth-resource.js'
import { authenticateAccount } from './authenticate-account.js'
import { authenticateBasic, type AuthenticateBasic } from './authenticate-basic.js'
import { authenticateBearer, refuseTokenInBody, type AuthenticateBearer } from './authenticate-bearer.js'
import { authenticateEither } from './authenticate-either.js'
import { authenticateMcp, type AuthenticateMcp } from './authenticate-mcp.js'
import { createAccount } from './create-account.js'
import { createOAuth, type OAuth } from './create-oauth.js'
import { takeAuthorization } from './take-authorization.js'

declare module 'fastify' {
  interface FastifyInstance {
    basic: BasicAuthenticator
    /** undefined unless the mode is hybrid or OAuth. */
    oauth: OAuth | undefined
    /** The account that everybody acts as; undefined unless the mode is single-user. */
    account: ServerAccount | undefined
    authenticateBasic: AuthenticateBasic
    authenticateBearer: AuthenticateBearer
    /** How `/mcp` knows its callers in this mode: by bearer token where it is an OAuth resource, by the static token or not at all in single-user mode, else by HTTP Basic. */
    authenticateMcp: AuthenticateMcp
  }
  interface FastifyRequest {
    principal: Principal | null
    /** Set by HTTP Basic; holds the password as long as the request lives. */
    basicLogin: BasicLogin | null
    /** Set by a bearer token at `/mcp`; holds the credential for Nextcloud as long as the request lives. */
    bearerLogin: BearerLogin | null
    /** What the issuer said of a token that Nextcloud refused while it was used: the request is answered with 401. */
    bearerRefusal: Extract<VerifyResult, { ok: false }> | null
    /** Who is at the other end, behind the proxies of `FORWARDED_ALLOW_IPS`. */
    readonly clientIp: string
    /** Takes every `Authorization` header off this request and returns the values: for routes that check credentials themselves. */
    takeAuthorization(): string[]
  }
}
/** Below the ten seconds that Fastify gives a hook. */
const START_CHECK_MS = 7_000
const meta = { name: 'authentication', dependencies: ['token-storage'], fastify: '5.x' }

/**
 * Provides `app.basic`, `app.oauth`, `app.account`, the hooks `app.authenticateBasic`, `app.authenticateBearer` and `app.authenticateMcp`, and `principal`, `basicLogin`, `bearerLogin`,
 * `clientIp` and `takeAuthorization()` on every request. Needs token-storage. The hooks take the `Authorization` header off the request. The identity provider is looked for after the server
 * began to listen, so that one that is down delays nothing; in OAuth mode its first answer is waited for, because it may be one to end the start.
 */
export const authentication = fp(async app => {
  const { vault, http, config, audit, ports, metrics } = app
  const { nextcloud, basic: settings } = config
  const authenticator = createBasicAuthenticator({
    vault,
    http,
    nextcloud,
    basic: settings,
    audit,
    ports,
    log: app.log,
  })
  const basic = countedAuthenticator(authenticator, metrics)
  const oauth = await createOAuth(app)
  app.decorate('basic', basic).decorate('oauth', oauth).decorate('account', createAccount(app))
  app.decorate('authenticateBasic', authenticateBasic(basic))
  app.decorate('authenticateBearer', authenticateBearer(oauth?.verifier))
  const byBasic = authenticateBasic(basic)
  const byBearer = oauth && isOAuthResource(config) && authenticateMcp(oauth.doors, config)
  const isHybrid = config.mode === 'hybrid'
  const either = byBearer && isHybrid ? authenticateEither(basic, byBearer, config.server.publicUrl) : byBearer
  app.decorate('authenticateMcp', byAccount(app) ?? (either || (() => byBasic)))
  decorateRequests(app)
  app.addHook('preHandler', refuseTokenInBody)
  if (oauth) runWhileOpen(app, oauth)
  checkAccountAtStart(app)
}, meta)

function byAccount({ account, config, audit, ports }: FastifyInstance): AuthenticateMcp | undefined {
  if (!account) return undefined
  const hook = authenticateAccount({ account, staticToken: config.singleUser?.staticToken, audit, now: ports.now })
  return () => hook
}

function decorateRequests(app: FastifyInstance): void {
  app.decorateRequest('takeAuthorization', function () {
    return takeAuthorization(this.raw)
  })
  app.decorateRequest('principal', null)
  app.decorateRequest('basicLogin', null)
  app.decorateRequest('bearerLogin', null)
  app.decorateRequest('bearerRefusal', null)
  app.decorateRequest('clientIp', {
    getter() {
      return this.ip
    },
  })
}

/** Before the server listens: a wrong password ends it, instead of being sent to Nextcloud with each call. */
function checkAccountAtStart(app: FastifyInstance): void {
  const { account } = app
  if (!account) return
  app.addHook('onReady', () => account.checkAtStart(AbortSignal.timeout(START_CHECK_MS)))
}

function runWhileOpen(app: FastifyInstance, { oidc, broker, probe }: OAuth): void {
  const { storage, config, log } = app
  const grants = hasBackgroundAccess(config) ? storage?.grants : undefined
  let isClosing = false
  app.addHook('onReady', async () => {
    void oidc.start().then(() => (isClosing ? undefined : probeWithGrant({ grants, broker, probe, log })))
    broker.start()
    if (config.mode === 'oauth') await checkAtStart(oidc, AbortSignal.timeout(START_CHECK_MS))
  })
  app.addHook('preClose', async () => {
    isClosing = true
    await broker.stop()
    await oidc.stop()
  })
}
