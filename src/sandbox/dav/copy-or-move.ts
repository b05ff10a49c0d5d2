import type { Node } from '../files/file-node.js'
import { headerOf, sendEmpty, type DavCall, type DavMethod } from './dav-call.js'
import { badRequest, conflict, forbidden, preconditionFailed } from './dav-error.js'
import { davTarget, requireNode, type DavTarget } from './dav-target.js'
import { placeFor, type Place } from './destination-folder.js'
import { fileIdHeader, quotedEtag } from './node-properties.js'
import { checkPreconditions, names } from './preconditions.js'

interface Transfer {
  source: Node
  target: DavTarget
  place: Place
  existing: Node | undefined
}

/** COPY. RFC 4918, section 9.8. An overwritten target gets a new file id. */
export const copyNode: DavMethod = call => {
  const { source, place, existing } = prepare(call)
  if (existing) call.core.files.remove(call.target.uid, existing)
  const made = call.core.files.copy(call.target.uid, source, place.folder, place.name)
  call.reply.header('oc-fileid', fileIdHeader(made))
  return sendEmpty(call, existing ? 204 : 201)
}

/** MOVE. RFC 4918, section 9.9. The file id goes along. */
export const moveNode: DavMethod = call => {
  const { source, place, existing } = prepare(call)
  if (existing) call.core.files.remove(call.target.uid, existing)
  call.core.files.move(call.target.uid, source, place.folder, place.name)
  const etag = quotedEtag(source)
  call.reply.headers({ 'oc-etag': etag, etag, 'oc-fileid': fileIdHeader(source) })
  return sendEmpty(call, existing ? 204 : 201)
}

/** The checks that both share, in Sabre's order. @throws {DavFailure} */
function prepare(call: DavCall): Transfer {
  const source = requireNode(call.core, call.target)
  checkPreconditions(call, source)
  const target = destinationOf(call)
  const from = call.target.path.join('/')
  const to = target.path.join('/')
  if (target.uid === call.target.uid && from === to) throw forbidden('Source and destination uri are identical.')
  if (to.startsWith(`${from}/`)) {
    throw conflict('The destination may not be part of the same subtree as the source path.')
  }
  const existing = target.is === 'files' ? call.core.files.find(target.uid, target.path) : undefined
  checkIfHeader(call, target, existing)
  if (existing && headerOf(call, 'overwrite')?.toUpperCase() === 'F') {
    throw preconditionFailed('The destination node already exists, and the overwrite header is set to false', {
      more: '<s:header>Overwrite</s:header>',
    })
  }
  const place = placeFor(call.core, target)
  if (!place) throw conflict('The destination node is not found')
  return { source, target, place, existing }
}

/** The host of a full URL is not looked at, as recorded. @throws {DavFailure} 400 without the header */
function destinationOf(call: DavCall): DavTarget {
  const header = headerOf(call, 'destination')
  if (header === undefined) throw badRequest('The destination header was not supplied')
  const path = header.replace(/^https?:\/\/[^/]*/i, '').split(/[?#]/, 1)[0] ?? ''
  const inside = path.startsWith(call.core.basePath) ? path.slice(call.core.basePath.length) : path
  return davTarget(call.core, { uid: call.uid, via: 'login-password' }, inside)
}

/** `If: <path> (["etag"])` of RFC 4918, section 10.4, for the destination alone. @throws {DavFailure} 412 */
function checkIfHeader(call: DavCall, target: DavTarget, existing: Node | undefined): void {
  const etag = /\(\[("[^"]*")\]\)/.exec(headerOf(call, 'if') ?? '')?.[1]
  if (etag === undefined || (existing && names(etag, existing))) return
  const path = ['files', target.uid, ...target.path].join('/')
  throw preconditionFailed(`Failed to find a valid token/etag combination for ${path}`, {
    more: '<s:header>If</s:header>',
  })
}
