import type { Node } from '../files/file-node.js'
import { sendMultistatus, textBodyOf, type DavCall, type DavMethod } from './dav-call.js'
import { badRequest } from './dav-error.js'
import { hrefOf, requireNode } from './dav-target.js'
import { NODE_PROPERTIES } from './node-properties.js'
import { childOf, parseXml, type XmlElement } from './parse-xml.js'

/** PROPPATCH (RFC 4918, section 9.2): favourites, time, ETag, and properties of one's own; the rest is refused. */
export const proppatch: DavMethod = call => {
  const node = requireNode(call.core, call.target)
  const xml = parseXml(textBodyOf(call))
  if (!xml) throw badRequest('The body is not well-formed')
  const changes = xml.children.flatMap(change => childOf(change, '{DAV:}prop')?.children ?? [])
  const results = changes.map((change): [string, string | undefined] => [
    change.name,
    apply(call, node, change) ? '' : undefined,
  ])
  const href = hrefOf(call.target, call.target.path, node)
  return sendMultistatus(call, [{ href, properties: results, missingStatus: '403 Forbidden' }])
}

/** True when the property may be set, and then it is. */
function apply(call: DavCall, node: Node, { name, text }: XmlElement): boolean {
  if (name === '{http://owncloud.org/ns}favorite') node.favorite = text === '1'
  else if (name === '{DAV:}lastmodified' || name === '{DAV:}getlastmodified') {
    call.core.files.touch(call.target.uid, node, Number(text))
  } else if (name === '{DAV:}getetag') node.etag = text
  else if (NODE_PROPERTIES[name]) return false
  else node.properties.set(name, text)
  return true
}
