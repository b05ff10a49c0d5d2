import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Core } from '../core.js'
import { pathOf } from '../http/read-request.js'
import { copyNode, moveNode } from './copy-or-move.js'
import { DAV_CLASSES, sendEmpty, type DavMethod } from './dav-call.js'
import { davErrorXml, DavFailure, methodNotImplemented } from './dav-error.js'
import { davTarget } from './dav-target.js'
import { deleteNode } from './delete-node.js'
import { getFile } from './get-file.js'
import { ALLOWED, makeFolder } from './make-folder.js'
import { propfind } from './propfind.js'
import { proppatch } from './proppatch.js'
import { putFile } from './put-file.js'
import { reportFavorites } from './report-favorites.js'
import { searchFiles } from './search-files.js'

const options: DavMethod = call => {
  call.reply.headers({ allow: ALLOWED, dav: DAV_CLASSES, 'accept-ranges': 'bytes' })
  return sendEmpty(call, 200)
}

const METHODS: Record<string, DavMethod> = {
  OPTIONS: options,
  PROPFIND: propfind,
  PROPPATCH: proppatch,
  GET: getFile,
  HEAD: getFile,
  PUT: putFile,
  MKCOL: makeFolder,
  COPY: copyNode,
  MOVE: moveNode,
  DELETE: deleteNode,
  SEARCH: searchFiles,
  REPORT: reportFavorites,
}

const URLS = ['/remote.php/dav', '/remote.php/dav/*', '/remote.php/webdav', '/remote.php/webdav/*']

/** WebDAV: the files of everybody, and as much of the rest as a files client looks at. */
export function registerDav(app: FastifyInstance, core: Core): void {
  for (const url of URLS) {
    app.route({
      method: [...Object.keys(METHODS), 'LOCK', 'UNLOCK', 'POST'],
      url,
      config: { kind: 'dav', credentials: 'user' },
      errorHandler: sendFailure,
      handler: (request, reply) => {
        const { method, caller } = request
        const handle = METHODS[method]
        if (!handle || !caller) {
          throw methodNotImplemented(
            `There was no plugin in the system that was willing to handle this ${method} method.`,
          )
        }
        return handle({ core, uid: caller.uid, target: davTarget(core, caller, pathOf(request)), request, reply })
      },
    })
  }
}

function sendFailure(error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  const problem =
    error instanceof DavFailure
      ? error.problem
      : { status: 500, exception: error.name, message: 'Internal Server Error' }
  reply
    .code(problem.status)
    .headers(problem.headers ?? {})
    .type('application/xml; charset=utf-8')
    .send(davErrorXml(problem))
}
