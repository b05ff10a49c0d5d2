import type { FastifyReply, FastifyRequest } from 'fastify'
import { davErrorXml, type DavProblem } from '../dav/dav-error.js'
import { sendOcs, type OcsAnswer } from '../ocs/send-ocs.js'
import type { RouteKind } from '../route-rules.js'
import { htmlPage } from './html-page.js'

/** Why a request goes no further. `cors`: an app route was asked without Basic and without `OCS-APIRequest`. */
export type Refusal = 'anonymous' | 'bad-bearer' | 'wrong' | 'blocked' | 'disabled' | 'cors' | 'csrf' | 'maintenance'

const JSON_TYPE = 'application/json; charset=utf-8'
const XML_TYPE = 'application/xml; charset=utf-8'

/** Sends the answer that this kind of route gives to this refusal; every one of them as recorded from Nextcloud 32.0.1. */
export function refuse(request: FastifyRequest, reply: FastifyReply, kind: RouteKind, why: Refusal): FastifyReply {
  if (kind === 'dav') return refuseDav(request, reply, why)
  if (kind === 'ocs') return refuseOcs(request, reply, why)
  if (why === 'maintenance') return refuseWithMaintenancePage(reply)
  return kind === 'app' ? refuseApp(reply, why) : refusePage(reply)
}

const OCS: Partial<Record<Refusal, OcsAnswer>> = {
  wrong: { status: 401, statuscode: 997, message: 'Unauthorised', early: true },
  disabled: { status: 401, statuscode: 997, message: 'Unauthorised', early: true },
  blocked: { status: 429, message: 'Reached maximum delay', early: true },
  maintenance: { status: 503, message: 'Service unavailable', early: true },
}

function refuseOcs(request: FastifyRequest, reply: FastifyReply, why: Refusal): FastifyReply {
  if (why === 'csrf') return reply.code(412).type(JSON_TYPE).send('{"message":"CSRF check failed"}')
  if (why === 'maintenance') reply.header('x-nextcloud-maintenance-mode', '1')
  if (why === 'wrong' || why === 'disabled') reply.header('www-authenticate', 'Basic realm="Authorisation Required"')
  const anonymous = { status: 401, statuscode: 997, message: 'Current user is not logged in' }
  return sendOcs(request, reply, OCS[why] ?? anonymous)
}

const APP: Partial<Record<Refusal, [status: number, message: string]>> = {
  wrong: [401, ''],
  disabled: [401, 'Account disabled'],
  blocked: [429, 'Reached maximum delay'],
  cors: [401, 'CORS requires basic auth'],
  csrf: [412, 'CSRF check failed'],
}

function refuseApp(reply: FastifyReply, why: Refusal): FastifyReply {
  const [status, message] = APP[why] ?? [401, 'Current user is not logged in']
  // The CORS check signs the person out before it refuses, so the answer names nobody.
  if (why === 'cors') reply.removeHeader('x-user-id')
  return reply.code(status).type(JSON_TYPE).send(JSON.stringify({ message }))
}

function refusePage(reply: FastifyReply): FastifyReply {
  const page = htmlPage('Nextcloud', 'You are not logged in')
  return reply.code(401).type('text/html; charset=UTF-8').send(page)
}

function refuseWithMaintenancePage(reply: FastifyReply): FastifyReply {
  reply.headers({ 'x-nextcloud-maintenance-mode': '1', 'retry-after': '120' })
  return reply.code(503).type('text/html; charset=UTF-8').send(htmlPage('Nextcloud', 'Maintenance mode'))
}

const NO_BASIC =
  "No 'Authorization: Basic' header found. Either the client didn't send one, or the server is misconfigured"
const NO_BEARER =
  "No 'Authorization: Bearer' header found. Either the client didn't send one, or the server is mis-configured"
const WRONG = 'Username or password was incorrect'
const notAuthenticated = (basic: string, bearer: string) =>
  `No public access to this resource., AppAPIAuth has not passed, This request is not for a federated calendar, ${basic}, ${bearer}, ${basic}`

const DAV: Record<'blocked' | 'disabled' | 'maintenance', DavProblem> = {
  blocked: {
    status: 429,
    exception: 'OCA\\DAV\\Connector\\Sabre\\Exception\\TooManyRequests',
    message: '',
    more: '<o:hint xmlns:o="o:">too many requests</o:hint>',
    owncloud: true,
  },
  disabled: {
    status: 503,
    exception: 'Sabre\\DAV\\Exception\\ServiceUnavailable',
    message: 'OC\\User\\DisabledUserException: Account disabled',
  },
  maintenance: {
    status: 503,
    exception: 'OCA\\DAV\\Exception\\ServerMaintenanceMode',
    message: 'System is in maintenance mode.',
  },
}

function refuseDav(request: FastifyRequest, reply: FastifyReply, why: Refusal): FastifyReply {
  if (why === 'blocked' || why === 'disabled' || why === 'maintenance') return sendDav(reply, DAV[why])
  const ajax = request.headers['x-requested-with'] === 'XMLHttpRequest'
  reply.header('www-authenticate', ajax ? 'DummyBasic realm="Nextcloud"' : 'Basic realm="Nextcloud", charset="UTF-8"')
  const message = ajax ? 'Cannot authenticate over ajax calls' : wordsFor(why)
  return sendDav(reply, { status: 401, exception: 'Sabre\\DAV\\Exception\\NotAuthenticated', message })
}

function wordsFor(why: Refusal): string {
  if (why === 'wrong') return notAuthenticated(WRONG, NO_BEARER)
  return notAuthenticated(NO_BASIC, why === 'bad-bearer' ? 'Bearer token was incorrect' : NO_BEARER)
}

const sendDav = (reply: FastifyReply, problem: DavProblem) =>
  reply.code(problem.status).type(XML_TYPE).send(davErrorXml(problem))
