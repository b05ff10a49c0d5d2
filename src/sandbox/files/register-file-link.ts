import type { FastifyInstance } from 'fastify'
import type { Core } from '../core.js'
import { htmlPage } from '../http/html-page.js'
import { paramOf } from '../http/read-request.js'
import { segmentsOf } from './file-node.js'

/** `/f/{id}`: the link of a file for the browser, which leads to its folder in the Files app. */
export function registerFileLink(app: FastifyInstance, core: Core): void {
  app.get('/f/:id', { config: { kind: 'page', credentials: 'optional' } }, (request, reply) => {
    reply.type('text/html; charset=UTF-8')
    const node = core.files.byId(request.caller?.uid ?? '', Number(paramOf(request, 'id')))
    if (!node) return reply.code(404).send(htmlPage('Nextcloud', 'Page not found'))
    const folder = `/${segmentsOf(node).slice(0, -1).join('/')}`
    const location = `${core.basePath}/apps/files/files/${node.id}?dir=${encodeURI(folder)}&openfile=true`
    return reply.code(303).header('location', location).send('')
  })
}
