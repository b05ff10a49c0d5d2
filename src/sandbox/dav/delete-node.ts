import { sendEmpty, type DavMethod } from './dav-call.js'
import { forbidden } from './dav-error.js'
import { requireNode } from './dav-target.js'
import { checkPreconditions } from './preconditions.js'

/** DELETE of a file or of a folder with all that is in it. */
export const deleteNode: DavMethod = call => {
  const node = requireNode(call.core, call.target)
  if (call.target.is !== 'files' || !node.parent) throw forbidden('Permission denied to delete node')
  checkPreconditions(call, node)
  call.core.files.remove(call.target.uid, node)
  return sendEmpty(call, 204)
}
