import { quotaLeft, sendEmpty, type DavMethod } from './dav-call.js'
import { conflict, insufficientStorage, methodNotAllowed } from './dav-error.js'
import { placeFor } from './destination-folder.js'
import { fileIdHeader } from './node-properties.js'

/** Methods that a files collection takes. */
export const ALLOWED = 'OPTIONS, GET, HEAD, DELETE, PROPFIND, PUT, PROPPATCH, COPY, MOVE, REPORT'

/** MKCOL. RFC 4918, section 9.3. */
export const makeFolder: DavMethod = call => {
  const { core, target } = call
  if (target.is === 'files' && core.files.find(target.uid, target.path)) {
    throw methodNotAllowed('The resource you tried to create already exists', { headers: { allow: ALLOWED } })
  }
  const place = placeFor(core, target)
  if (!place) throw conflict('Parent node does not exist')
  if (quotaLeft(core, target.uid) === 0) {
    const path = `/${target.path.slice(0, -1).join('/')}`
    throw insufficientStorage(`Insufficient space in ${path}. 0 available. Cannot create directory`)
  }
  const folder = core.files.createFolder(target.uid, place.folder, place.name)
  call.reply.header('oc-fileid', fileIdHeader(folder))
  return sendEmpty(call, 201)
}
