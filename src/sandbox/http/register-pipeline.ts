import { setTimeout as after } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { resolveCaller } from '../accounts/resolve-caller.js'
import type { Core } from '../core.js'
import type { Caller, RouteKind } from '../route-rules.js'
import type { CallLog } from './call-log.js'
import { answerFailure, type PlannedFailures } from './planned-failures.js'
import { pathOf } from './read-request.js'
import { refuse, type Refusal } from './refuse.js'
import { routeKind } from './route-kind.js'

/** What every request goes through before its route: planned failures, latency, maintenance, credentials, request checks. */
export function registerPipeline(app: FastifyInstance, core: Core, failures: PlannedFailures, log: CallLog): void {
  app.decorateRequest('caller', null)
  app.addHook('onRequest', async (request, reply) => {
    const path = pathOf(request)
    const failure = failures.take(path)
    if (failure?.dropConnection) log.add(request, reply)
    if (failure) return answerFailure(reply, failure)
    if (core.settings.latencyMs > 0) await after(core.settings.latencyMs)
    const kind = request.routeOptions.config.kind ?? routeKind(path)
    if (core.settings.maintenance && kind !== 'file') return refuse(request, reply, kind, 'maintenance')
    return admit(core, request, reply, kind)
  })
  app.addHook('onResponse', async (request, reply) => log.add(request, reply))
}

async function admit(core: Core, request: FastifyRequest, reply: FastifyReply, kind: RouteKind) {
  const rule = request.routeOptions.config.credentials ?? (kind === 'page' || kind === 'file' ? 'optional' : 'user')
  if (rule === 'ignored') return undefined
  const resolution = await resolveCaller(core, request)
  if (resolution.is === 'caller') {
    request.caller = resolution.caller
    if (kind !== 'dav') reply.header('x-user-id', resolution.caller.uid)
    const refusal = rule === 'optional' ? undefined : refusalOfCaller(core, request, kind, resolution.caller)
    return refusal && refuse(request, reply, kind, refusal)
  }
  if (resolution.is === 'anonymous' || resolution.is === 'bad-bearer') {
    if (rule === 'optional') return undefined
    const cors = kind === 'app' && !hasApiHeader(request)
    return refuse(request, reply, kind, cors ? 'cors' : resolution.is)
  }
  return kind === 'page' || kind === 'file' ? undefined : refuse(request, reply, kind, resolution.is)
}

const hasApiHeader = (request: FastifyRequest) => request.headers['ocs-apirequest'] !== undefined

/** Nextcloud's CSRF and CORS checks: Basic must carry the header on OCS, everybody else on app routes. */
function refusalOfCaller(core: Core, request: FastifyRequest, kind: RouteKind, caller: Caller): Refusal | undefined {
  if (hasApiHeader(request) || isRequestTokenGood(core, request)) return undefined
  const basic = /^basic /i.test(request.headers.authorization ?? '')
  if (kind === 'app') return basic ? undefined : 'cors'
  if (kind !== 'ocs') return undefined
  return basic || caller.via === 'cookie' ? 'csrf' : undefined
}

function isRequestTokenGood(core: Core, request: FastifyRequest): boolean {
  const token = request.headers['requesttoken']
  if (typeof token !== 'string') return false
  return [...core.browserSessions.values()].some(session => session.requestToken === token)
}
