import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { browserSession, hasRequestToken, type SignedIn } from '../pages/browser-session.js'
import { nowSeconds, type OidcContext } from './oidc-context.js'
import { dropConsent, keepConsent, type OidcClient } from './oidc-state.js'
import { list, requestParams } from './request-params.js'

const URL = '/apps/oidc/api/consents'
const CONFIG = { kind: 'page', credentials: 'optional' } as const

type ConsentRequest = FastifyRequest<{ Params: { number: string } }>
interface ConsentRoute {
  Params: { number: string }
}

/** The person's own consents, as the personal settings page lists and changes them. */
export function consentApi(scope: FastifyInstance, context: OidcContext): void {
  scope.get(URL, { config: CONFIG }, async (request, reply) =>
    withPerson(context, request, reply, person => reply.send(listConsents(context, person))),
  )
  scope.patch<ConsentRoute>(`${URL}/:number/scopes`, { config: CONFIG }, async (request, reply) =>
    withPerson(context, request, reply, person => changeScopes(context, request, reply, person)),
  )
  scope.delete<ConsentRoute>(`${URL}/:number`, { config: CONFIG }, async (request, reply) =>
    withPerson(context, request, reply, person => revoke(context, request, reply, person)),
  )
}

function withPerson(
  { world }: OidcContext,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: (person: SignedIn) => FastifyReply,
): FastifyReply {
  const person = browserSession(world, request)
  if (person === undefined) return reply.code(401).send({ message: 'Current user is not logged in' })
  if (!hasRequestToken(request, person.session)) return reply.code(412).send({ message: 'CSRF check failed' })
  return answer(person)
}

function listConsents({ state }: OidcContext, { account }: SignedIn) {
  const own = [...state.consents.values()].filter(consent => consent.uid === account.uid)
  return own.flatMap(consent => {
    const client = state.clients.get(consent.clientId)
    if (client === undefined) return []
    const about = { clientId: client.number, clientName: client.name, clientIdentifier: client.clientId }
    const { scope: scopesGranted, createdAt, updatedAt } = consent
    return [{ id: consent.number, ...about, scopesGranted, allowedScopes: client.allowedScopes, createdAt, updatedAt }]
  })
}

function changeScopes(context: OidcContext, request: ConsentRequest, reply: FastifyReply, { account }: SignedIn) {
  const { world, state } = context
  const client = clientOf(context, request)
  const scopes = list(requestParams(request), 'scopes')
  if (client === undefined || scopes === undefined) return reply.code(404).send({ error: 'Consent not found' })
  const given = { uid: account.uid, clientId: client.clientId, scope: scopes.join(' '), at: nowSeconds(world) }
  const { scope, updatedAt } = keepConsent(state, given)
  return reply.send({ success: true, scopesGranted: scope, updatedAt })
}

function revoke(context: OidcContext, request: ConsentRequest, reply: FastifyReply, { account }: SignedIn) {
  if (!context.world.settings.userConsent) {
    return reply.code(403).send({ error: 'Consent revocation is disabled by your administrator' })
  }
  const client = clientOf(context, request)
  if (client === undefined) return reply.code(404).send({ error: 'Consent not found' })
  dropConsent(context.state, account.uid, client.clientId)
  return reply.send({ success: true })
}

function clientOf({ state }: OidcContext, request: ConsentRequest): OidcClient | undefined {
  return [...state.clients.values()].find(client => String(client.number) === request.params.number)
}
