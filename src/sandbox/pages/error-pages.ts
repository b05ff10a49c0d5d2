import type { FastifyReply, FastifyRequest } from 'fastify'
import type { World } from '../world.js'
import { html, sendPage } from './page-layout.js'

/** Nextcloud's page for a refusal; the `oidc` app shows it with status 200 to people with a broken client. */
export function accessForbidden(world: World, reply: FastifyReply, words: string, status = 200): FastifyReply {
  const { basePath } = world
  const body = html`<section class="card">
    <h2>Access forbidden</h2>
    <p>${words}</p>
    <p><a class="button" href="${basePath}/">Back to Nextcloud</a></p>
  </section>`
  return sendPage(reply, { basePath, body }, status)
}

/** Nextcloud's page for a bug, e.g. a parameter that a controller needs and did not get. */
export function serverError(world: World, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const body = html`<section class="card">
    <h2>Internal Server Error</h2>
    <p>The server was unable to complete your request.</p>
    <p>If this happens again, please send the technical details below to the server administrator.</p>
    <p>More details can be found in the server log.</p>
    <h3>Technical details</h3>
    <ul>
      <li>Remote Address: ${request.ip}</li>
      <li>Request ID: ${request.id}</li>
    </ul>
  </section>`
  reply.removeHeader('x-user-id')
  return sendPage(reply, { basePath: world.basePath, body }, 500)
}

/** The page of the throttle. */
export const TOO_MANY_REQUESTS = `<div class="body-login-container update">
	<h2>Too many requests</h2>
	<p class="infogroup">There were too many requests from your network. Retry later or contact your administrator if this is an error.</p>
</div>
`
