import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { browserSession, hasRequestToken, type SignedIn } from '../pages/browser-session.js'
import { serverError } from '../pages/error-pages.js'
import { html, sendPage } from '../pages/page-layout.js'
import { answerClient, seeOther } from './authorize-answer.js'
import { authorizeQuery } from './authorize-request.js'
import { words } from './granted-scope.js'
import { toLogin } from './login-redirect.js'
import { nowSeconds, type OidcContext } from './oidc-context.js'
import { keepConsent, type PendingConsent } from './oidc-state.js'
import { list, requestParams, text } from './request-params.js'

const URL = '/apps/oidc/consent'
const CONFIG = { kind: 'page', credentials: 'optional' } as const

const MEANING: Readonly<Record<string, string>> = {
  openid: 'Know who you are',
  profile: 'Read your name and picture',
  email: 'Read your e-mail address',
  groups: 'Read your groups',
  roles: 'Read your roles',
  offline_access: 'Keep access while you are away',
}

/** The page on which a person allows or denies what a client asks for, and the two routes behind its buttons. */
export function consentPage(scope: FastifyInstance, context: OidcContext): void {
  const { world, state } = context
  scope.get(URL, { config: CONFIG }, async (request, reply) => {
    const person = browserSession(world, request)
    if (person === undefined) return toLogin(reply, world.basePath, request.originalUrl)
    const pending = state.pendingConsents.get(person.session)
    return pending === undefined ? serverError(world, request, reply) : show(context, reply, person, pending)
  })
  scope.post(`${URL}/grant`, { config: CONFIG }, async (request, reply) => decide(context, request, reply, grant))
  scope.post(`${URL}/deny`, { config: CONFIG }, async (request, reply) => decide(context, request, reply, deny))
}

interface Decision {
  person: SignedIn
  pending: PendingConsent
}
type Outcome = (context: OidcContext, request: FastifyRequest, reply: FastifyReply, decision: Decision) => FastifyReply

function decide(context: OidcContext, request: FastifyRequest, reply: FastifyReply, outcome: Outcome): FastifyReply {
  const { world, state } = context
  const person = browserSession(world, request)
  if (person === undefined) return toLogin(reply, world.basePath, `${world.basePath}${URL}`)
  if (!hasRequestToken(request, person.session)) return reply.code(412).send({ message: 'CSRF check failed' })
  const pending = state.pendingConsents.get(person.session)
  if (pending === undefined) return serverError(world, request, reply)
  state.pendingConsents.delete(person.session)
  return outcome(context, request, reply, { person, pending })
}

const grant: Outcome = ({ world, state }, request, reply, { person, pending }) => {
  const { client, asked } = pending
  const chosen = words(
    text(requestParams(request), 'scopes') ?? (list(requestParams(request), 'scopes') ?? []).join(' '),
  )
  const scope = [...new Set(chosen.includes('openid') ? chosen : ['openid', ...chosen])].join(' ')
  keepConsent(state, { uid: person.account.uid, clientId: client.clientId, scope, at: nowSeconds(world) })
  return seeOther(reply, `${world.basePath}/apps/oidc/authorize?${authorizeQuery({ ...asked, scope })}`)
}

const deny: Outcome = (_context, _request, reply, { pending }) =>
  answerClient(reply, pending.asked, {
    error: 'access_denied',
    error_description: 'User denied consent',
    state: pending.asked.state ?? '',
  })

function show({ world }: OidcContext, reply: FastifyReply, { session, account }: SignedIn, pending: PendingConsent) {
  const { client, asked } = pending
  const { basePath } = world
  const scopes = words(asked.scope ?? '')
  const token = html`<input type="hidden" name="requesttoken" value="${session.requestToken}" />`
  const body = html`<section class="card">
    <div
      id="oidc-consent"
      data-client-name="${client.name}"
      data-scopes="${asked.scope ?? ''}"
      data-client-id="${client.clientId}"
    ></div>
    <h2>Allow access?</h2>
    <p><strong>${client.name}</strong> wants to act for <strong>${account.displayName}</strong>:</p>
    <form method="post" action="${basePath}${URL}/grant">
      ${token}
      <ul class="scopes">
        ${scopes.map(scopeItem)}
      </ul>
      <button type="submit" class="primary">Allow</button>
    </form>
    <form method="post" action="${basePath}${URL}/deny">${token}<button type="submit">Deny</button></form>
  </section>`
  return sendPage(reply, { basePath, body })
}

function scopeItem(scope: string) {
  const words = MEANING[scope] ?? 'Use this part of your account'
  return html`<li>
    <label><input type="checkbox" name="scopes[]" value="${scope}" checked /> <code>${scope}</code> ${words}</label>
  </li> `
}
