import type { Core } from '../core.js'
import type { Node } from '../files/file-node.js'
import type { Caller } from '../route-rules.js'
import { badRequest, notFound } from './dav-error.js'

/** What a path below `/remote.php/dav` (or `/remote.php/webdav`) points at. */
export interface DavTarget {
  /** `foreign`: the files of somebody else, of which only the root can be seen. */
  is: 'root' | 'principal' | 'files' | 'foreign' | 'unknown'
  /** Whose files or principal. */
  uid: string
  /** Names below the files root. */
  path: string[]
  /** Encoded path of the files root, as hrefs begin. */
  base: string
}

/**
 * Reads a request path. `.` and `..` are followed, as Sabre does.
 *
 * @throws {DavFailure} 400 for a path that is not percent-encoded UTF-8.
 */
export function davTarget(core: Core, caller: Caller, encodedPath: string): DavTarget {
  const [entry, ...names] = namesOf(encodedPath).slice(1)
  if (entry === 'webdav') {
    return { is: 'files', uid: caller.uid, path: names, base: `${core.basePath}/remote.php/webdav` }
  }
  const [collection, ...rest] = names
  if (collection === undefined)
    return { is: 'root', uid: caller.uid, path: [], base: `${core.basePath}/remote.php/dav` }
  if (collection === 'files') return filesTarget(core, caller, rest)
  const isPrincipal = collection === 'principals' && rest[0] === 'users' && rest[1] === caller.uid && rest.length === 2
  return {
    is: isPrincipal ? 'principal' : 'unknown',
    uid: caller.uid,
    path: names,
    base: `${core.basePath}/remote.php/dav`,
  }
}

function filesTarget(core: Core, caller: Caller, [uid = '', ...path]: string[]): DavTarget {
  const base = `${core.basePath}/remote.php/dav/files/${encodeName(uid)}`
  if (!core.accounts.has(uid)) return { is: 'unknown', uid, path: ['files', uid, ...path], base }
  return { is: uid === caller.uid ? 'files' : 'foreign', uid, path, base }
}

function namesOf(encodedPath: string): string[] {
  const names: string[] = []
  for (const segment of encodedPath.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment === '..') names.pop()
    else names.push(decode(segment))
  }
  return names
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw badRequest('Invalid path')
  }
}

/** Percent-encoding as Sabre writes it: unreserved characters and parentheses stay, hexadecimal digits are small. */
export const encodeName = (name: string): string =>
  encodeURIComponent(name)
    .replace(/[!'*]/g, character => `%${character.charCodeAt(0).toString(16)}`)
    .replace(/%[0-9A-F]{2}/g, escape => escape.toLowerCase())

/** The href of a node; folders end with a slash. */
export function hrefOf(target: DavTarget, path: readonly string[], node: Node): string {
  const encoded = [target.base, ...path.map(encodeName)].join('/')
  return node.kind === 'folder' ? `${encoded}/` : encoded
}

/**
 * The node that a target points at.
 *
 * @throws {DavFailure} 404, in the words of the collection that misses it.
 */
export function requireNode(core: Core, target: DavTarget): Node {
  if (target.is === 'unknown') throw notFound(`File not found: ${target.path[0]} in 'root'`)
  if (target.is === 'foreign' && target.path.length > 0) {
    throw notFound(`File not found: ${target.path[0]} in '${target.uid}'`)
  }
  const node = core.files.find(target.uid, target.path)
  if (!node) throw notFound(`File with name /${target.path.join('/')} could not be located`)
  return node
}
