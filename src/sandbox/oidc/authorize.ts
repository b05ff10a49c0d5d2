import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { browserSession, signOut, type SignedIn } from '../pages/browser-session.js'
import { accessForbidden, serverError } from '../pages/error-pages.js'
import { answerClient, seeOther } from './authorize-answer.js'
import { checkClient, checkRequest, codeChallengeOf, sweepExpiredClients } from './authorize-checks.js'
import { authorizeQuery, authorizeRequest, type AuthorizeRequest } from './authorize-request.js'
import { grantedScope } from './granted-scope.js'
import { addGrant } from './grant-tokens.js'
import { toLogin } from './login-redirect.js'
import { nowSeconds, type OidcContext } from './oidc-context.js'
import { consentOf, keepConsent, type OidcClient } from './oidc-state.js'
import { refused } from './refusal.js'
import { requestParams } from './request-params.js'

const URL = '/apps/oidc/authorize'
const CONSENT_SECONDS = 90 * 24 * 3600
const SIGNED_OUT = refused('login_required', 'User is not logged in.')

interface Exchange {
  request: FastifyRequest
  reply: FastifyReply
  asked: AuthorizeRequest
}

/** `GET` and `POST /apps/oidc/authorize` (RFC 6749, section 3.1), `oidc` 2.0.9: login, checks, consent or a silent grant, code. */
export function authorize(scope: FastifyInstance, context: OidcContext): void {
  const config = { kind: 'page', credentials: 'optional' } as const
  const handler = async (request: FastifyRequest, reply: FastifyReply) =>
    answer(context, { request, reply, asked: authorizeRequest(requestParams(request)) })
  scope.route({ method: ['GET', 'POST'], url: URL, config, handler })
}

function answer(context: OidcContext, exchange: Exchange): FastifyReply {
  const { request, reply, asked } = exchange
  const { world } = context
  if (asked.client_id === undefined || asked.redirect_uri === undefined) return serverError(world, request, reply)
  const person = browserSession(world, request)
  if (person !== undefined) reply.header('x-user-id', person.account.uid)
  if (mustSignIn(asked, person)) return startLogin(context, exchange, person)
  sweepExpiredClients(context)
  const checked = checkClient(context, asked)
  if (typeof checked === 'string') return accessForbidden(world, reply, checked)
  const problem = person === undefined ? SIGNED_OUT : checkRequest(asked)
  if (problem !== undefined) {
    const { error, description } = problem
    return answerClient(reply, asked, { error, error_description: description, state: asked.state ?? '' })
  }
  return person === undefined ? reply : grant(context, exchange, { ...checked, person })
}

/** With `prompt=login` a session that was there before does not count; the one made for this very request does. */
function mustSignIn({ prompt }: AuthorizeRequest, person: SignedIn | undefined): boolean {
  if (prompt === 'none') return false
  return person === undefined || (prompt === 'login' && person.session.madeForPrompt !== true)
}

function startLogin({ world }: OidcContext, { request, reply, asked }: Exchange, person: SignedIn | undefined) {
  if (person !== undefined) signOut(world, request, reply)
  reply.removeHeader('x-user-id')
  return toLogin(reply, world.basePath, `${world.basePath}/apps/oidc/redirect?${authorizeQuery(asked)}`)
}

function grant(
  context: OidcContext,
  { reply, asked }: Exchange,
  { client, person }: { client: OidcClient; person: SignedIn },
): FastifyReply {
  const { world, state } = context
  const { uid } = person.account
  const scope = grantedScope(asked.scope, client.allowedScopes)
  delete person.session.madeForPrompt
  if (world.settings.userConsent && !isConsented(context, { uid, clientId: client.clientId, scope })) {
    state.pendingConsents.set(person.session, { client, asked: { ...asked, scope } })
    return seeOther(reply, `${world.basePath}/apps/oidc/consent`)
  }
  if (!world.settings.userConsent) keepConsent(state, { uid, clientId: client.clientId, scope, at: nowSeconds(world) })
  const { secret } = addGrant(context, {
    client,
    uid,
    scope,
    nonce: asked.nonce,
    resource: asked.resource,
    codeChallenge: codeChallengeOf(asked),
    authTime: person.session.signedInAt ?? nowSeconds(world),
  })
  return answerClient(reply, asked, { state: asked.state ?? '', code: secret })
}

/** Consents hold for 90 days and for the very scope string they were given for, literally. */
function isConsented({ world, state }: OidcContext, wanted: { uid: string; clientId: string; scope: string }): boolean {
  const consent = consentOf(state, wanted.uid, wanted.clientId)
  return consent?.scope === wanted.scope && nowSeconds(world) <= consent.updatedAt + CONSENT_SECONDS
}
