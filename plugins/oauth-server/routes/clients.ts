import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { connectedClients, disconnectClient } from '../../../src/auth/server/connected-clients.js'
import {
  csrfToken,
  endSession,
  fitsCsrf,
  readSession,
  sessionCookieName,
  type SignedIn,
} from '../../../src/auth/server/sessions/browser-session.js'
import { OAuthRefused } from '../../../src/errors/oauth-errors.js'
import { browserRequest, isPrefetch } from '../../../src/http/pages/browser-request.js'
import { cookieOptions } from '../../../src/http/pages/cookie-options.js'
import { sendPage } from '../../../src/http/pages/send-page.js'
import { clientsPage } from '../pages/clients.js'
import { leavingPage } from '../pages/leaving.js'
import { failureIn, sendToSignIn, signInRefused } from '../send-to-sign-in.js'
import type { ServerContext } from '../server-context.js'
import { explained } from '../show-problem.js'

const Form = z.object({ csrf: z.string(), client: z.string().optional() })
const PURPOSE = 'clients'

/**
 * `GET /oauth/clients`: what a person's applications are; `POST /oauth/disconnect` ends one; `POST /oauth/logout` ends the session. Changes
 * need the session, its form token, and a page of ours as origin (GAP-30, GAP-41).
 */
export const clients: FastifyPluginAsync<ServerContext> = async (app, context) => {
  const { server } = context
  app.get('/oauth/clients', { exposeHeadRoute: false }, async (request, reply) => {
    if (isPrefetch(request)) return reply.code(503).send()
    return explained(request, reply, () => show(context, request, reply))
  })
  app.post('/oauth/disconnect', (request, reply) =>
    explained(request, reply, async () => {
      const { person, form } = await submitted(context, request)
      await disconnectClient(server, person.userId, form.client ?? '')
      return reply.redirect(`${server.config.server.publicUrl}/oauth/clients`, 303)
    }),
  )
  app.post('/oauth/logout', (request, reply) =>
    explained(request, reply, async () => {
      await submitted(context, request)
      await endSession(server, browserRequest(request).cookies)
      reply.clearCookie(sessionCookieName(server), cookieOptions(server.config))
      return sendPage(reply, 200, leavingPage(server.config.nextcloud.publicUrl, 'signed_out'))
    }),
  )
}

async function show(context: ServerContext, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { server } = context
  const arrived = browserRequest(request)
  const failure = failureIn(arrived.query['failure'])
  if (failure !== undefined) throw signInRefused(failure)
  const person = await readSession(server, arrived.cookies)
  if (!person) return sendToSignIn(context, reply, arrived, `${server.config.server.publicUrl}/oauth/clients`)
  const { userId } = person
  const own = await connectedClients(server, userId)
  // With no-referrer, browsers send `Origin: null` with the forms. Other origins learn nothing by this either.
  reply.header('referrer-policy', 'same-origin')
  return sendPage(reply, 200, clientsPage({ userId, clients: own, csrf: csrfToken(person, PURPOSE) }))
}

async function submitted(
  { server }: ServerContext,
  request: FastifyRequest,
): Promise<{ person: SignedIn; form: z.output<typeof Form> }> {
  const person = await readSession(server, browserRequest(request).cookies)
  const form = Form.safeParse(request.body)
  if (person && form.success && fitsCsrf(person, PURPOSE, form.data.csrf)) return { person, form: form.data }
  throw new OAuthRefused('invalid_request', 'You are not signed in any more, or the form is not from our page.')
}
