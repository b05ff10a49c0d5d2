import type { FastifyInstance } from 'fastify'
import { registerOidc, type OidcRoom } from './oidc/register-oidc.js'
import { registerPages } from './pages/register-pages.js'
import type { World } from './world.js'

/** Plugs the `oidc` app and the pages in; bearer tokens are known from here on. */
export function registerRooms(app: FastifyInstance, world: World): OidcRoom {
  const oidc = registerOidc(app, world)
  world.checkBearer = token => oidc.checkBearer(token)
  registerPages(app, world, oidc)
  return oidc
}
