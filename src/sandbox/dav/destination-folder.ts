import type { Core } from '../core.js'
import { badNameReason } from '../files/file-name.js'
import type { FolderNode } from '../files/file-node.js'
import { DavFailure, forbidden } from './dav-error.js'
import type { DavTarget } from './dav-target.js'

/** Where something new goes: an existing folder of one's own, and a name that may be used. */
export interface Place {
  folder: FolderNode
  name: string
}

/**
 * @returns undefined when the parent is missing: what that means differs by method.
 * @throws {DavFailure} 403 in somebody else's files; 400 for a forbidden name.
 */
export function placeFor(core: Core, target: DavTarget): Place | undefined {
  const name = target.path.at(-1) ?? ''
  if (target.is !== 'files' || name === '') {
    throw forbidden(`Permission denied to create file (filename ${name})`)
  }
  const folder = core.files.find(target.uid, target.path.slice(0, -1))
  if (folder?.kind !== 'folder') return undefined
  checkName(name)
  return { folder, name }
}

function checkName(name: string): void {
  const reason = badNameReason(name)
  if (reason === undefined) return
  const escaped = reason.replaceAll('"', '&quot;')
  throw new DavFailure({
    status: 400,
    exception: 'OCA\\DAV\\Connector\\Sabre\\Exception\\InvalidPath',
    message: reason,
    more: `<o:retry xmlns:o="o:">false</o:retry>\n  <o:reason xmlns:o="o:">${escaped}</o:reason>`,
    owncloud: true,
  })
}
