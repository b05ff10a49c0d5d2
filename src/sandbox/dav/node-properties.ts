import { escapeText } from '../http/html-page.js'
import { sizeOf, type Node } from '../files/file-node.js'
import { mediaTypeOf } from '../files/media-type.js'
import type { Account } from '../world.js'

/** What properties are computed from. */
export interface PropertyScope {
  owner: Account
  basePath: string
  /** Bytes left; -3: no quota. */
  quotaLeft: number
}

type Property = (node: Node, scope: PropertyScope) => string | undefined

const d = (name: string) => `{DAV:}${name}`
const oc = (name: string) => `{http://owncloud.org/ns}${name}`
const nc = (name: string) => `{http://nextcloud.org/ns}${name}`

const isFolder = (node: Node) => node.kind === 'folder'
const onlyFile =
  (value: Property): Property =>
  (node, scope) =>
    isFolder(node) ? undefined : value(node, scope)
const onlyFolder =
  (value: Property): Property =>
  (node, scope) =>
    isFolder(node) ? value(node, scope) : undefined
const always =
  (value: string): Property =>
  () =>
    value
const count =
  (kind: Node['kind']): Property =>
  node =>
    node.kind === 'folder' ? String([...node.children.values()].filter(child => child.kind === kind).length) : undefined
const nameOf = (node: Node, scope: PropertyScope) => escapeText(node.parent ? node.name : scope.owner.uid)

/** The instance part of `oc:id` and `oc-fileid`. */
const INSTANCE = 'ocsandbox000'
export const fileIdHeader = (node: Node): string => `${String(node.id).padStart(8, '0')}${INSTANCE}`
export const quotedEtag = (node: Node): string => `"${node.etag}"`

/** Live properties of files and folders as `dav` 1.34 serves them: inner XML, or undefined where a node has none. */
export const NODE_PROPERTIES: Readonly<Record<string, Property>> = {
  [d('displayname')]: nameOf,
  [d('getcontentlength')]: onlyFile(node => String(sizeOf(node))),
  [d('getcontenttype')]: onlyFile(node => mediaTypeOf(node.name)),
  [d('getlastmodified')]: node => new Date(node.modified * 1000).toUTCString(),
  [d('creationdate')]: always('1970-01-01T00:00:00+00:00'),
  [d('getetag')]: node => escapeText(quotedEtag(node)),
  [d('resourcetype')]: node => (isFolder(node) ? '<d:collection/>' : ''),
  [d('quota-used-bytes')]: onlyFolder(node => String(sizeOf(node))),
  [d('quota-available-bytes')]: onlyFolder((_node, scope) => String(scope.quotaLeft)),
  [oc('id')]: fileIdHeader,
  [oc('fileid')]: node => String(node.id),
  [oc('size')]: node => String(sizeOf(node)),
  [oc('permissions')]: node => (isFolder(node) ? 'RGDNVCK' : 'RGDNVW'),
  [oc('favorite')]: node => (node.favorite ? '1' : '0'),
  [oc('tags')]: always(''),
  [oc('comments-count')]: always('0'),
  [oc('comments-unread')]: always('0'),
  [oc('comments-href')]: (node, scope) => `${scope.basePath}/remote.php/dav/comments/files/${node.id}`,
  [oc('owner-id')]: (_node, scope) => escapeText(scope.owner.uid),
  [oc('owner-display-name')]: (_node, scope) => escapeText(scope.owner.displayName),
  [oc('share-types')]: always(''),
  [oc('checksums')]: node =>
    node.kind === 'file' && node.checksum !== null
      ? `<oc:checksum>${escapeText(node.checksum)}</oc:checksum>`
      : undefined,
  [oc('downloadURL')]: onlyFile(always('')),
  [nc('has-preview')]: node => String(!isFolder(node) && /^(image|text)\//.test(mediaTypeOf(node.name))),
  [nc('mount-type')]: always(''),
  [nc('system-tags')]: always(''),
  [nc('sharees')]: always(''),
  [nc('share-attributes')]: always('[]'),
  [nc('hidden')]: always('false'),
  [nc('rich-workspace')]: onlyFolder(always('')),
  [nc('contained-folder-count')]: count('folder'),
  [nc('contained-file-count')]: count('file'),
  [nc('creation_time')]: always('0'),
  [nc('upload_time')]: node => (node.kind === 'file' ? String(node.uploaded) : undefined),
}

/** What a PROPFIND without a body asks for. */
export const DEFAULT_PROPERTIES: readonly string[] = [
  'getlastmodified',
  'getcontentlength',
  'resourcetype',
  'quota-used-bytes',
  'quota-available-bytes',
  'getetag',
  'getcontenttype',
].map(d)

/** A property's inner XML: a live one, else a dead one that somebody set. */
export function propertyOf(node: Node, name: string, scope: PropertyScope): string | undefined {
  const live = NODE_PROPERTIES[name]
  if (live) return live(node, scope)
  const dead = node.properties.get(name)
  return dead === undefined ? undefined : escapeText(dead)
}
