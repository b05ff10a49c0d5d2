import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Core } from '../core.js'
import { bytesOf } from '../http/read-request.js'
import { sizeOf } from '../files/file-node.js'
import { requireAccount } from '../create-core.js'
import type { DavTarget } from './dav-target.js'
import { multistatusXml, type DavResponse } from './multistatus.js'
import type { PropertyScope } from './node-properties.js'

/** A DAV request on its way through one method. */
export interface DavCall {
  core: Core
  /** Who asks. */
  uid: string
  target: DavTarget
  request: FastifyRequest
  reply: FastifyReply
}

/** Handles one method. @throws {DavFailure} */
export interface DavMethod {
  (call: DavCall): FastifyReply
}

export const DAV_CLASSES =
  '1, 3, extended-mkcol, access-control, calendarserver-principal-property-search, nc-paginate, nextcloud-checksum-update, nc-calendar-search, nc-enable-birthday-calendar'

/** A header when it was sent once, else undefined. */
export function headerOf(call: DavCall, name: string): string | undefined {
  const value = call.request.headers[name]
  return typeof value === 'string' ? value : undefined
}

export const textBodyOf = (call: DavCall): string => bytesOf(call.request).toString('utf8')

export const sendMultistatus = (call: DavCall, responses: readonly DavResponse[]): FastifyReply =>
  call.reply.code(207).type('application/xml; charset=utf-8').send(multistatusXml(responses))

/** Ends a method that has nothing to say but a status. */
export function sendEmpty(call: DavCall, status: number): FastifyReply {
  // Fastify takes the type away from a 204; Nextcloud does not.
  if (status === 204) {
    call.reply.raw.setHeader('content-type', 'text/html; charset=UTF-8')
    return call.reply.code(status).send()
  }
  return call.reply.code(status).type('text/html; charset=UTF-8').send('')
}

/** Bytes that still fit; -3 without a quota. */
export function quotaLeft(core: Core, uid: string): number {
  const quota = core.quotas.get(uid)
  return quota === undefined ? -3 : Math.max(0, quota - sizeOf(core.files.root(uid)))
}

export const scopeOf = (call: DavCall): PropertyScope => ({
  owner: requireAccount(call.core.accounts, call.target.uid),
  basePath: call.core.basePath,
  quotaLeft: quotaLeft(call.core, call.target.uid),
})
