import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { approve, isApproved } from '../../../src/auth/server/authorize/approve.js'
import { allow, deny } from '../../../src/auth/server/authorize/decide.js'
import {
  checkForm,
  isAllowedBefore,
  isOutdated,
  pendingRequest,
  question,
  type Question,
} from '../../../src/auth/server/authorize/question.js'
import type { ServerDeps } from '../../../src/auth/server/server-deps.js'
import { OAuthRefused } from '../../../src/errors/oauth-errors.js'
import { browserRequest, isPrefetch } from '../../../src/http/pages/browser-request.js'
import { cookieOptions } from '../../../src/http/pages/cookie-options.js'
import { sendPage } from '../../../src/http/pages/send-page.js'
import { consentPage } from '../pages/consent.js'
import { leavingPage } from '../pages/leaving.js'
import { failureIn, signInRefused, startedSignIn } from '../send-to-sign-in.js'
import type { ServerContext } from '../server-context.js'
import { explained } from '../show-problem.js'

const Answer = z.object({ request: z.string(), csrf: z.string(), decision: z.enum(['allow', 'deny']) })

/**
 * `GET /oauth/consent`: the person is asked, before anything goes to Nextcloud; `POST`: the answer (RT-11). Who is not signed in goes to
 * Nextcloud by "Allow" alone, and what comes back from there finishes it. In another browser, neither does anything.
 */
export const consent: FastifyPluginAsync<ServerContext> = async (app, context) => {
  app.get('/oauth/consent', { exposeHeadRoute: false }, async (request, reply) => {
    if (isPrefetch(request)) return reply.code(503).send()
    return explained(request, reply, () => ask(context, request, reply))
  })
  app.post('/oauth/consent', (request, reply) => explained(request, reply, () => decide(context, request, reply)))
}

async function ask({ server }: ServerContext, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { query, cookies } = browserRequest(request)
  const id = typeof query['request'] === 'string' ? query['request'] : ''
  const failure = failureIn(query['failure'])
  if (failure !== undefined) {
    const pending = await pendingRequest(server, id, cookies)
    return reply.redirect(await deny(server, pending.request, signInRefused(failure)), 303)
  }
  const asked = await question(server, id, cookies)
  const { person } = asked
  if (person && (isApproved(asked, query['approval']) || (await isAllowedBefore(server, asked))))
    return reply.redirect(await allow(server, asked.request, person.userId), 303)
  return show(server, reply, asked, id)
}

function show(server: ServerDeps, reply: FastifyReply, { request, person, csrf }: Question, id: string): FastifyReply {
  // With no-referrer, browsers send `Origin: null` with the form. Other origins learn nothing by this either.
  reply.header('referrer-policy', 'same-origin')
  const { oidc, nextcloud } = server.config
  const signInUrl = oidc.publicIssuerUrl ?? oidc.discoveryUrl ?? nextcloud.publicUrl
  return sendPage(reply, 200, consentPage({ request, userId: person?.userId, signInUrl, csrf, id }))
}

async function decide(context: ServerContext, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { server } = context
  const answer = Answer.safeParse(request.body)
  if (!answer.success) throw new OAuthRefused('invalid_request', 'The form is incomplete.')
  const { request: id, csrf, decision } = answer.data
  const asked = await question(server, id, browserRequest(request).cookies)
  const outdated = isOutdated(asked, csrf)
  if (!outdated) checkForm(asked, csrf)
  if (decision === 'deny') return leave(reply, await deny(server, asked.request))
  if (outdated) return show(server, reply, asked, id)
  if (asked.person) return leave(reply, await allow(server, asked.request, asked.person.userId))
  return signIn(context, request, reply, { id, asked })
}

const leave = (reply: FastifyReply, target: string) => sendPage(reply, 200, leavingPage(target))

/** What stands in the way of the sign-in is told to the client (RT-13). */
async function signIn(
  context: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { id, asked }: { id: string; asked: Question },
): Promise<FastifyReply> {
  const { server } = context
  const { returnTo, cookie } = await approve(server, id, asked)
  reply.setCookie(cookie.name, cookie.value, { ...cookieOptions(server.config), maxAge: cookie.maxAgeSeconds })
  try {
    const target = await startedSignIn(context, reply, browserRequest(request), returnTo)
    return sendPage(reply, 200, leavingPage(target, 'sign_in'))
  } catch (error) {
    if (error instanceof OAuthRefused) return leave(reply, await deny(server, asked.request, error))
    throw error
  }
}
