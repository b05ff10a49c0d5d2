import { z } from 'zod'
import type { DavResource } from '../dav/multistatus.js'
import { readEtag } from '../etag.js'
import { rfc3339 } from '../rfc3339.js'

/** A file or folder of a person. */
export const FileItem = z.object({
  path: z.string().describe('From the root of the files of this person, e.g. /Documents/plan.md'),
  name: z.string(),
  kind: z.enum(['file', 'folder']),
  size: z.int().nullable().describe('Bytes. Of a folder: all that is in it'),
  mime_type: z.string().nullable(),
  modified: z.string().nullable().describe('RFC 3339'),
  etag: z.string().nullable().describe('For if_match'),
  file_id: z.int().nullable(),
  favorite: z.boolean(),
  url: z.string().nullable().describe('Opens it in a browser'),
})
export type FileItem = z.output<typeof FileItem>

/** What PROPFIND and SEARCH are asked for, so that {@link toFileItem} has it. */
export const FILE_PROPS =
  '<d:prop><d:resourcetype/><d:getcontentlength/><d:getcontenttype/><d:getlastmodified/><d:getetag/><oc:fileid/><oc:size/><oc:favorite/></d:prop>'

const Props = z.object({
  resourcetype: z.unknown().optional(),
  getcontentlength: z.string().optional(),
  getcontenttype: z.string().optional(),
  getlastmodified: z.string().optional(),
  getetag: z.string().optional(),
  fileid: z.string().optional(),
  size: z.string().optional(),
  favorite: z.string().optional(),
})

/** @returns undefined for a resource that is not below `/remote.php/dav/files`. */
export function toFileItem(resource: DavResource, link: (fileId: number) => string): FileItem | undefined {
  const path = pathOfHref(resource.href)
  const props = Props.safeParse(resource.props)
  if (path === undefined || !props.success) return undefined
  const { resourcetype, getcontenttype, getlastmodified, getetag, favorite } = props.data
  const fileId = wholeNumber(props.data.fileid)
  return {
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    kind: isCollection(resourcetype) ? 'folder' : 'file',
    size: wholeNumber(props.data.getcontentlength) ?? wholeNumber(props.data.size),
    mime_type: getcontenttype || null,
    modified: rfc3339(getlastmodified),
    etag: readEtag(getetag) ?? null,
    file_id: fileId,
    favorite: favorite === '1',
    url: fileId === null ? null : link(fileId),
  }
}

const isCollection = (resourcetype: unknown) =>
  typeof resourcetype === 'object' && resourcetype !== null && 'collection' in resourcetype

/** The path below the person's files, decoded; Nextcloud may sit in a sub-path, and the href may be a whole URL. */
function pathOfHref(href: string): string | undefined {
  const below = /\/remote\.php\/dav\/files\/[^/]+(\/.*)?$/.exec(href)?.[1] ?? ''
  try {
    const segments = below.split('/').filter(Boolean).map(decodeURIComponent)
    return href.includes('/remote.php/dav/files/') ? `/${segments.join('/')}` : undefined
  } catch {
    return undefined
  }
}

const wholeNumber = (text: string | undefined) => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null)
