import type { FastifyReply } from 'fastify'
import type { FileNode } from '../files/file-node.js'
import { mediaTypeOf } from '../files/media-type.js'
import { headerOf, sendEmpty, type DavCall, type DavMethod } from './dav-call.js'
import { rangeNotSatisfiable } from './dav-error.js'
import { requireNode } from './dav-target.js'
import { quotedEtag } from './node-properties.js'
import { checkPreconditions, names } from './preconditions.js'

/** GET and HEAD of a file, whole or one range. A folder answers 200 without a body, as recorded. */
export const getFile: DavMethod = call => {
  const node = requireNode(call.core, call.target)
  if (node.kind === 'folder') return sendEmpty(call, 200)
  checkPreconditions(call, node)
  const ifNoneMatch = headerOf(call, 'if-none-match')
  if (ifNoneMatch !== undefined && (ifNoneMatch === '*' || names(ifNoneMatch, node))) {
    return call.reply.code(304).header('etag', quotedEtag(node)).send()
  }
  if (call.request.method === 'GET') call.core.files.read(call.target.uid, node)
  return send(call, node)
}

function send(call: DavCall, file: FileNode): FastifyReply {
  const modified = new Date(file.modified * 1000).toUTCString()
  const etag = quotedEtag(file)
  const range = /^bytes=(\d+)-(\d*)$/.exec(headerOf(call, 'range') ?? '')
  const total = file.content.length
  if (range && Number(range[1]) >= total) {
    throw rangeNotSatisfiable(`The start offset (${range[1]}) exceeded the size of the entity (${total})`, {
      headers: { etag, 'last-modified': modified },
    })
  }
  call.reply.headers({ 'last-modified': modified, etag, 'oc-etag': etag, ...disposition(file.name) })
  call.reply.type(contentType(file.name))
  if (!range) return call.reply.send(file.content)
  const from = Number(range[1])
  const to = Math.min(range[2] === '' ? total - 1 : Number(range[2]), total - 1)
  call.reply.code(206).header('content-range', `bytes ${from}-${to}/${total}`)
  return call.reply.send(file.content.subarray(from, to + 1))
}

function contentType(name: string): string {
  const type = mediaTypeOf(name)
  return type.startsWith('text/') ? `${type};charset=UTF-8` : type
}

function disposition(name: string): Record<string, string> {
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  return { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}; filename="${ascii}"` }
}
