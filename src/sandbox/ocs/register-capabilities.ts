import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Core } from '../core.js'
import { ocsMethodNotAllowed } from './ocs-routes.js'
import { sendOcs } from './send-ocs.js'
import { capabilities, VERSION } from './capabilities.js'

/** `GET cloud/capabilities`: for everybody, more for the signed-in, with an ETag. */
export function registerCapabilities(app: FastifyInstance, core: Core): void {
  for (const version of ['/ocs/v1.php', '/ocs/v2.php']) {
    app.get(`${version}/cloud/capabilities`, { config: { kind: 'ocs', credentials: 'optional' } }, (request, reply) => {
      const data = { version: VERSION, capabilities: capabilities(core, request.caller !== null) }
      const etag = `"${createHash('md5').update(JSON.stringify(data)).digest('hex')}"`
      reply.header('etag', etag)
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      return sendOcs(request, reply, { data })
    })
  }
  ocsMethodNotAllowed(app, ['DELETE', 'PUT', 'POST'], '/cloud/capabilities')
}
