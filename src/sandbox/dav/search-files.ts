import type { FastifyReply } from 'fastify'
import { segmentsOf, walk, type FolderNode, type Node } from '../files/file-node.js'
import { headerOf, textBodyOf, type DavCall, type DavMethod } from './dav-call.js'
import { DavFailure, methodNotImplemented } from './dav-error.js'
import { davTarget, requireNode, type DavTarget } from './dav-target.js'
import { multistatusXml } from './multistatus.js'
import { childOf, parseXml, type XmlElement } from './parse-xml.js'
import { nodeResponse } from './propfind.js'
import { comparer, matcher, type NodeTest } from './search-conditions.js'

const DAV = '{DAV:}'

interface Search {
  target: DavTarget
  folder: FolderNode
  select: string[]
  test: NodeTest
  order: XmlElement[]
  offset: number
  limit: number
}

/** SEARCH `basicsearch` (RFC 5323) as `dav` 1.34 serves it: one scope, one `where`, order, limit, `nc:firstresult`. */
export const searchFiles: DavMethod = call => {
  if (!/^(text|application)\/xml/.test(headerOf(call, 'content-type') ?? '')) {
    throw methodNotImplemented('There was no plugin in the system that was willing to handle this SEARCH method.')
  }
  const basic = childOf(parseXml(textBodyOf(call)), `${DAV}basicsearch`)
  if (!basic) {
    return call.reply.code(400).type('text/html; charset=UTF-8').send('Parse error: not well-formed')
  }
  const search = readSearch(call, basic)
  return search ? sendFound(call, search) : sendBadProperty(call)
}

/** @returns undefined when the condition names a property that cannot be searched. @throws {DavFailure} */
function readSearch(call: DavCall, basic: XmlElement): Search | undefined {
  const condition = childOf(basic, `${DAV}where`)?.children[0]
  if (!condition) throw typeError()
  const { target, folder } = scopeFolder(call, basic)
  const test = matcher(condition)
  if (!test) return undefined
  const limit = childOf(basic, `${DAV}limit`)
  const first = childOf(limit, '{http://nextcloud.org/ns}firstresult') ?? childOf(limit, `${DAV}firstresult`)
  return {
    target,
    folder,
    select: childOf(childOf(basic, `${DAV}select`), `${DAV}prop`)?.children.map(child => child.name) ?? [],
    test,
    order: childOf(basic, `${DAV}orderby`)?.children ?? [],
    offset: Number(first?.text ?? 0),
    limit: Number(childOf(limit, `${DAV}nresults`)?.text ?? Infinity),
  }
}

function scopeFolder(call: DavCall, basic: XmlElement) {
  const scope = childOf(childOf(basic, `${DAV}from`), `${DAV}scope`)
  const href = (childOf(scope, `${DAV}href`)?.text ?? '').trim().replace(/^.*\/remote\.php\/dav/, '')
  const target = davTarget(call.core, { uid: call.uid, via: 'login-password' }, `/remote.php/dav/${encodeOnce(href)}`)
  const folder = target.is === 'files' ? requireNode(call.core, target) : undefined
  if (folder?.kind !== 'folder') throw notADirectory()
  return { target, folder }
}

/** Scopes come percent-encoded from some clients and plain from others. */
const encodeOnce = (href: string) => (/%[0-9a-f]{2}/i.test(href) ? href : encodeURI(href))

function sendFound(call: DavCall, search: Search): FastifyReply {
  const below = [...walk(search.folder)].slice(1)
  const found = below
    .filter(search.test)
    .sort(comparer(search.order))
    .slice(search.offset, search.offset + search.limit)
  const scoped = { ...call, target: search.target }
  const responses = found.map((node: Node) =>
    nodeResponse(scoped, segmentsOf(node), node, { names: search.select, showMissing: true }),
  )
  return call.reply.code(207).header('content-type', 'application/xml; charset="utf-8"').send(multistatusXml(responses))
}

const sendBadProperty = (call: DavCall) =>
  call.reply
    .code(400)
    .header('content-type', 'application/xml; charset="utf-8"')
    .send('requested search property is not a valid property for this scope')

const typeError = () =>
  new DavFailure({
    status: 500,
    exception: 'TypeError',
    message:
      'A type error occurred. For more details, please refer to the logs, which provide additional context about the type error.',
  })

const notADirectory = () =>
  new DavFailure({
    status: 500,
    exception: 'InvalidArgumentException',
    message: 'Search is only supported on directories',
  })
