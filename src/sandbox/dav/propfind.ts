import type { FolderNode, Node } from '../files/file-node.js'
import {
  DAV_CLASSES,
  headerOf,
  scopeOf,
  sendMultistatus,
  textBodyOf,
  type DavCall,
  type DavMethod,
} from './dav-call.js'
import { badRequest } from './dav-error.js'
import { encodeName, hrefOf, requireNode } from './dav-target.js'
import type { DavResponse } from './multistatus.js'
import { DEFAULT_PROPERTIES, propertyOf } from './node-properties.js'
import { childOf, parseXml } from './parse-xml.js'

interface Wanted {
  names: readonly string[]
  /** False when nobody named the properties: missing ones are left out then. */
  showMissing: boolean
}

/** PROPFIND, depth 0 and 1 (infinity is answered as 1). RFC 4918, section 9.1. */
export const propfind: DavMethod = call => {
  const wanted = wantedProperties(call)
  call.reply.header('dav', DAV_CLASSES)
  if (call.target.is === 'root') return sendMultistatus(call, [rootResponse(call, wanted)])
  if (call.target.is === 'principal') return sendMultistatus(call, [principalResponse(call, wanted)])
  const node = requireNode(call.core, call.target)
  return sendMultistatus(call, responses(call, node, wanted))
}

/** @throws {DavFailure} 400 for a body that is no XML. */
function wantedProperties(call: DavCall): Wanted {
  const body = textBodyOf(call)
  if (body === '') return { names: DEFAULT_PROPERTIES, showMissing: false }
  const xml = parseXml(body)
  if (!xml) throw badRequest('Extra content at the end of the document\n on line 1, column 1')
  const names = childOf(xml, '{DAV:}prop')?.children.map(child => child.name)
  return names ? { names, showMissing: true } : { names: DEFAULT_PROPERTIES, showMissing: false }
}

function responses(call: DavCall, node: Node, wanted: Wanted): DavResponse[] {
  const { target } = call
  if (target.is === 'foreign') return [foreignRoot(call, node, wanted)]
  const own = nodeResponse(call, target.path, node, wanted)
  if (node.kind === 'file' || headerOf(call, 'depth') === '0') return [own]
  return [own, ...childrenOf(call, node, wanted)]
}

const childrenOf = (call: DavCall, folder: FolderNode, wanted: Wanted) =>
  [...folder.children.values()].map(child => nodeResponse(call, [...call.target.path, child.name], child, wanted))

/** A node with the properties that were asked for. */
export function nodeResponse(call: DavCall, path: readonly string[], node: Node, wanted: Wanted): DavResponse {
  const scope = scopeOf(call)
  return {
    href: hrefOf(call.target, path, node),
    properties: wanted.names.map(name => [name, propertyOf(node, name, scope)]),
    showMissing: wanted.showMissing,
  }
}

/** Recorded: somebody else's files root answers, with its type and nothing more. */
const foreignRoot = (call: DavCall, node: Node, wanted: Wanted): DavResponse => ({
  href: hrefOf(call.target, [], node),
  properties: wanted.names.map(name => [name, name === '{DAV:}resourcetype' ? '<d:collection/>' : undefined]),
  showMissing: wanted.showMissing,
})

const href = (path: string) => `<d:href>${path}</d:href>`

function rootResponse(call: DavCall, wanted: Wanted): DavResponse {
  const dav = `${call.core.basePath}/remote.php/dav`
  const known: Record<string, string> = {
    '{DAV:}current-user-principal': href(`${dav}/principals/users/${encodeName(call.uid)}/`),
    '{DAV:}resourcetype': '<d:collection/>',
  }
  return { href: `${dav}/`, properties: wanted.names.map(name => [name, known[name]]), showMissing: wanted.showMissing }
}

function principalResponse(call: DavCall, wanted: Wanted): DavResponse {
  const self = `${call.core.basePath}/remote.php/dav/principals/users/${encodeName(call.uid)}/`
  const known: Record<string, string> = {
    '{DAV:}displayname': scopeOf(call).owner.displayName,
    '{DAV:}resourcetype': '<d:principal/>',
    '{DAV:}principal-URL': href(self),
  }
  return { href: self, properties: wanted.names.map(name => [name, known[name]]), showMissing: wanted.showMissing }
}
