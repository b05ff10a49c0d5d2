import { segmentsOf, walk } from '../files/file-node.js'
import { sendMultistatus, textBodyOf, type DavMethod } from './dav-call.js'
import { methodNotImplemented } from './dav-error.js'
import { requireNode } from './dav-target.js'
import { childOf, parseXml } from './parse-xml.js'
import { nodeResponse } from './propfind.js'

const OC = '{http://owncloud.org/ns}'

/** REPORT `oc:filter-files` by favourite; no other report is served. */
export const reportFavorites: DavMethod = call => {
  const xml = parseXml(textBodyOf(call))
  const rules = childOf(xml, `${OC}filter-rules`)
  if (xml?.name !== `${OC}filter-files` || childOf(rules, `${OC}favorite`)?.text !== '1') {
    throw methodNotImplemented('There was no plugin in the system that was willing to handle this REPORT method.')
  }
  const wanted = childOf(xml, '{DAV:}prop')?.children.map(child => child.name) ?? []
  const found = [...walk(requireNode(call.core, call.target))].filter(node => node.favorite)
  return sendMultistatus(
    call,
    found.map(node => nodeResponse(call, segmentsOf(node), node, { names: wanted, showMissing: true })),
  )
}
