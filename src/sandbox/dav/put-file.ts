import type { FastifyReply } from 'fastify'
import type { WriteOptions } from '../files/file-store.js'
import type { FileNode } from '../files/file-node.js'
import { bytesOf } from '../http/read-request.js'
import { headerOf, quotaLeft, sendEmpty, type DavCall, type DavMethod } from './dav-call.js'
import { conflict, insufficientStorage, notFound } from './dav-error.js'
import { requireNode } from './dav-target.js'
import { placeFor, type Place } from './destination-folder.js'
import { fileIdHeader, quotedEtag } from './node-properties.js'
import { checkPreconditions } from './preconditions.js'

/** PUT of a whole file. RFC 4918, section 9.7; `X-OC-Mtime` and `X-NC-WebDAV-Auto-Mkcol` of Nextcloud. */
export const putFile: DavMethod = call => {
  const { core, target } = call
  if (target.is !== 'files' && target.path.length > 1) requireNode(core, target)
  const existing = target.is === 'files' ? core.files.find(target.uid, target.path) : undefined
  if (existing?.kind === 'folder') throw conflict('PUT is not allowed on non-files.')
  if (headerOf(call, 'x-nc-webdav-auto-mkcol') === '1') makeParents(call)
  const place = placeFor(core, target)
  if (!place) throw notFound(`File with name /${target.path.slice(0, -1).join('/')} could not be located`)
  checkPreconditions(call, existing)
  return write(call, place, existing === undefined)
}

function write(call: DavCall, place: Place, isNew: boolean): FastifyReply {
  const content = bytesOf(call.request)
  const left = quotaLeft(call.core, call.target.uid)
  if (left >= 0 && content.length > left) {
    const path = `/${call.target.path.join('/')}`
    throw insufficientStorage(`Insufficient space in ${path}, ${content.length} required, ${left} available`)
  }
  const file = call.core.files.write(call.target.uid, place.folder, place.name, content, writeOptions(call))
  return sendWritten(call, file, isNew ? 201 : 204)
}

function writeOptions(call: DavCall): WriteOptions {
  const modified = headerOf(call, 'x-oc-mtime')
  const checksum = headerOf(call, 'oc-checksum') ?? null
  if (modified === undefined) return { checksum }
  call.reply.header('x-oc-mtime', 'accepted')
  return { checksum, modified: Number(modified) }
}

function makeParents(call: DavCall): void {
  const { core, target } = call
  let folder = core.files.root(target.uid)
  for (const name of target.path.slice(0, -1)) {
    const next = folder.children.get(name) ?? core.files.createFolder(target.uid, folder, name)
    if (next.kind === 'file') return
    folder = next
  }
}

function sendWritten(call: DavCall, file: FileNode, status: number): FastifyReply {
  const etag = quotedEtag(file)
  call.reply.headers({ 'oc-fileid': fileIdHeader(file), etag, 'oc-etag': etag })
  return sendEmpty(call, status)
}
