import { escapeXml, NAMESPACES } from '../dav/xml.js'
import { FILE_PROPS } from './file-item.js'

export interface FileSearch {
  /** Part of the name; `%` stands for anything, `_` for one character. Case does not matter. */
  name: string | undefined
  /** E.g. `image/%`. */
  mimeType: string | undefined
  favoritesOnly: boolean
  limit: number
  offset: number
}

/**
 * The body of a SEARCH, latest change first. Nextcloud reads the offset in its own namespace.
 *
 * @param scope - `/files/{uid}/…`, already percent-encoded.
 * @see RFC 5323; recordings of Nextcloud 32
 */
export function searchRequest(scope: string, { name, mimeType, favoritesOnly, limit, offset }: FileSearch): string {
  const conditions = [
    like('<d:displayname/>', name === undefined ? '%' : `%${name}%`),
    ...(mimeType === undefined ? [] : [like('<d:getcontenttype/>', mimeType)]),
    ...(favoritesOnly ? ['<d:eq><d:prop><oc:favorite/></d:prop><d:literal>1</d:literal></d:eq>'] : []),
  ]
  const where = conditions.length === 1 ? conditions.join('') : `<d:and>${conditions.join('')}</d:and>`
  return (
    `<?xml version="1.0" encoding="utf-8"?><d:searchrequest ${NAMESPACES}><d:basicsearch>` +
    `<d:select>${FILE_PROPS}</d:select>` +
    `<d:from><d:scope><d:href>${escapeXml(scope)}</d:href><d:depth>infinity</d:depth></d:scope></d:from>` +
    `<d:where>${where}</d:where>` +
    '<d:orderby><d:order><d:prop><d:getlastmodified/></d:prop><d:descending/></d:order></d:orderby>' +
    `<d:limit><d:nresults>${limit}</d:nresults><nc:firstresult>${offset}</nc:firstresult></d:limit>` +
    '</d:basicsearch></d:searchrequest>'
  )
}

const like = (property: string, literal: string) =>
  `<d:like><d:prop>${property}</d:prop><d:literal>${escapeXml(literal)}</d:literal></d:like>`
