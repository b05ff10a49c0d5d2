import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  allow,
  checkForm,
  deny,
  isAllowedBefore,
  pendingRequest,
  question,
} from '../../../src/auth/server/authorize/decide.js'
import { OAuthRefused } from '../../../src/errors/oauth-errors.js'
import { browserRequest } from '../../../src/http/pages/browser-request.js'
import { sendPage } from '../../../src/http/pages/send-page.js'
import { consentPage } from '../pages/consent.js'
import { leavingPage } from '../pages/leaving.js'
import { failureIn, signInRefused } from '../send-to-sign-in.js'
import type { ServerContext } from '../server-context.js'
import { explained } from '../show-problem.js'

const Answer = z.object({ request: z.string(), csrf: z.string(), decision: z.enum(['allow', 'deny']) })

/**
 * `GET /oauth/consent`: the browser comes back from the sign-in and the person is asked; `POST`: the answer (RT-11). Without a sign-in in this very
 * browser, neither does anything.
 */
export const consent: FastifyPluginAsync<ServerContext> = async (app, context) => {
  app.get('/oauth/consent', { exposeHeadRoute: false }, (request, reply) =>
    explained(request, reply, () => ask(context, request, reply)),
  )
  app.post('/oauth/consent', (request, reply) => explained(request, reply, () => decide(context, request, reply)))
}

async function ask({ server }: ServerContext, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { query, cookies } = browserRequest(request)
  const id = typeof query['request'] === 'string' ? query['request'] : ''
  const failure = failureIn(query['failure'])
  if (failure !== undefined) {
    const pending = await pendingRequest(server, id, cookies)
    return reply.redirect(await deny(server, pending, signInRefused(failure)), 303)
  }
  const asked = await question(server, id, cookies)
  if (await isAllowedBefore(server, asked)) return reply.redirect(await allow(server, asked), 303)
  const { request: pending, person, csrf } = asked
  // With no-referrer, browsers send `Origin: null` with the form. Other origins learn nothing by this either.
  reply.header('referrer-policy', 'same-origin')
  return sendPage(reply, 200, consentPage({ request: pending, userId: person.userId, csrf, id }))
}

async function decide({ server }: ServerContext, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const answer = Answer.safeParse(request.body)
  if (!answer.success) throw new OAuthRefused('invalid_request', 'The form is incomplete.')
  const asked = await question(server, answer.data.request, browserRequest(request).cookies)
  checkForm(asked, answer.data.csrf)
  const target = answer.data.decision === 'allow' ? await allow(server, asked) : await deny(server, asked.request)
  return sendPage(reply, 200, leavingPage(target))
}
