import type { FastifyReply, FastifyRequest } from 'fastify'
import { pathOf, queryOf } from '../http/read-request.js'
import { ocsXml } from './ocs-xml.js'

/** What an OCS route says. A failure has a `message`; `statuscode` is the HTTP status unless OCS has a number of its own. */
export interface OcsAnswer {
  data?: unknown
  status?: number
  statuscode?: number
  message?: string
  headers?: Record<string, string>
  /** `text/xml` instead of `application/xml`: answers made before the app framework runs. */
  early?: boolean
}

const ALWAYS_SHOWN = new Set([401, 503])

/**
 * Sends an OCS answer in the version and format that was asked for. Version 1 says 200 for nearly every failure and
 * 100 for success; version 2 repeats the HTTP status.
 */
export function sendOcs(request: FastifyRequest, reply: FastifyReply, answer: OcsAnswer): FastifyReply {
  const v1 = pathOf(request).startsWith('/ocs/v1.php')
  const status = answer.status ?? 200
  const ok = status < 400
  const meta = {
    status: ok ? 'ok' : 'failure',
    statuscode: ok && v1 ? 100 : (answer.statuscode ?? status),
    message: answer.message ?? (ok ? 'OK' : ''),
    ...(v1 ? { totalitems: '', itemsperpage: '' } : {}),
  }
  const ocs = { meta, data: answer.data ?? [] }
  reply.headers(answer.headers ?? {})
  reply.code(v1 && !ok && !ALWAYS_SHOWN.has(status) ? 200 : status)
  if (wantsJson(request)) return reply.type('application/json; charset=utf-8').send(JSON.stringify({ ocs }))
  return reply.type(answer.early ? 'text/xml; charset=UTF-8' : 'application/xml; charset=utf-8').send(ocsXml(ocs))
}

const wantsJson = (request: FastifyRequest) =>
  queryOf(request).get('format') === 'json' || (request.headers.accept ?? '').includes('application/json')
