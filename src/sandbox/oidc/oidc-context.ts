import type { FastifyRequest } from 'fastify'
import type { World } from '../world.js'
import type { OidcClient, OidcState } from './oidc-state.js'

/** What every part of the `oidc` app works with. */
export interface OidcContext {
  world: World
  state: OidcState
}

/** Unix seconds by the sandbox's clock. */
export function nowSeconds(world: World): number {
  return Math.floor(world.now() / 1000)
}

/** `iss`: scheme, Host and webroot of the request, so it depends on the name the server is asked by. */
export function issuerOf(world: World, request: FastifyRequest): string {
  return `${request.protocol}://${request.host}${world.basePath}`
}

/** When a client ends, Unix seconds, by the setting as it is now; null: never. */
export function clientExpiry(world: World, client: OidcClient): number | null {
  return client.dynamic ? client.issuedAt + world.settings.clientExpireTime : null
}

export function isExpiredClient(world: World, client: OidcClient): boolean {
  const end = clientExpiry(world, client)
  return end !== null && nowSeconds(world) > end
}
