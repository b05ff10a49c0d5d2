import type { Node } from '../files/file-node.js'
import { headerOf, type DavCall } from './dav-call.js'
import { preconditionFailed } from './dav-error.js'
import { quotedEtag } from './node-properties.js'

/**
 * If-Match and If-None-Match (RFC 9110, section 13.1) as Sabre takes them: strong and quoted only.
 *
 * @param node - what is there now, undefined for nothing.
 * @throws {DavFailure} 412
 */
export function checkPreconditions(call: DavCall, node: Node | undefined): void {
  const ifMatch = headerOf(call, 'if-match')
  if (ifMatch !== undefined) checkIfMatch(ifMatch, node)
  const ifNoneMatch = headerOf(call, 'if-none-match')
  const isRead = call.request.method === 'GET' || call.request.method === 'HEAD'
  if (ifNoneMatch === undefined || node === undefined || isRead) return
  if (ifNoneMatch === '*' || names(ifNoneMatch, node)) {
    throw preconditionFailed('An If-None-Match header was specified, but the ETag matched (or * was specified).', {
      more: '<s:header>If-None-Match</s:header>',
    })
  }
}

function checkIfMatch(ifMatch: string, node: Node | undefined): void {
  const more = '<s:header>If-Match</s:header>'
  if (!node) throw preconditionFailed('An If-Match header was specified and the resource did not exist', { more })
  if (ifMatch === '*' || names(ifMatch, node)) return
  throw preconditionFailed('An If-Match header was specified, but none of the specified ETags matched.', {
    more,
    headers: node.kind === 'file' ? { etag: quotedEtag(node) } : {},
  })
}

/** True when the list of ETags names this node's. */
export const names = (list: string, node: Node): boolean =>
  list.split(',').some(etag => etag.trim() === quotedEtag(node))
