import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { VERSION } from '../ocs/capabilities.js'
import { sendOcs } from '../ocs/send-ocs.js'
import { UNKNOWN_QUERY } from '../ocs/answers.js'
import type { World } from '../world.js'
import { htmlPage } from './html-page.js'
import { paramOf, pathOf } from './read-request.js'
import { routeKind } from './route-kind.js'

const HTML = 'text/html; charset=UTF-8'
const OPEN = { config: { kind: 'page', credentials: 'ignored' } } as const
const REDIRECTED = ['openid-configuration', 'oauth-authorization-server', 'webfinger']

/** What answers outside of the apps: status.php, well-known redirects of the web server, and everything unknown. */
export function registerSite(app: FastifyInstance, world: World): void {
  app.get('/status.php', { config: { kind: 'file', credentials: 'ignored' } }, (_request, reply) =>
    // As bytes: Fastify adds a charset to JSON that is text.
    reply
      .headers({ 'access-control-allow-origin': '*', 'content-type': 'application/json' })
      .send(Buffer.from(status(world))),
  )
  app.get('/204', OPEN, (_request, reply) => {
    reply.raw.setHeader('content-type', HTML)
    return reply.code(204).send()
  })
  for (const name of ['caldav', 'carddav']) {
    app.get(`/.well-known/${name}`, OPEN, (_request, reply) => moved(reply, `${world.url}/remote.php/dav/`))
  }
  for (const name of REDIRECTED) {
    app.get(`/.well-known/${name}`, OPEN, (request, reply) => moved(reply, `${world.url}/index.php${request.url}`))
  }
  app.get('/index.php/.well-known/:name', OPEN, (request, reply) =>
    reply
      .code(404)
      .headers({ 'x-nextcloud-well-known': '1', 'content-type': 'application/json; charset=utf-8' })
      .send(JSON.stringify({ message: `${paramOf(request, 'name')} not supported` })),
  )
  app.setNotFoundHandler(unknownPath)
}

const status = (world: World) =>
  JSON.stringify({
    installed: true,
    maintenance: world.settings.maintenance,
    needsDbUpgrade: false,
    version: '32.0.1.2',
    versionstring: VERSION.string,
    edition: '',
    productname: 'Nextcloud',
    extendedSupport: false,
  })

const moved = (reply: FastifyReply, location: string) =>
  reply.code(301).headers({ location, 'content-type': 'text/html' }).send(htmlPage('301 Moved Permanently', 'nginx'))

/** OCS says 998, a browser gets a page, a program that asks for JSON gets an empty 404. */
function unknownPath(request: FastifyRequest, reply: FastifyReply) {
  if (routeKind(pathOf(request)) === 'ocs') return sendOcs(request, reply, UNKNOWN_QUERY)
  reply.code(404).type(HTML)
  if (!(request.headers.accept ?? '').includes('application/json'))
    return reply.send(htmlPage('Nextcloud', 'Page not found'))
  return reply.removeHeader('x-user-id').send('')
}
