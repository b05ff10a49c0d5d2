import type { FastifyInstance } from 'fastify'
import { TemporarilyUnavailable } from '../../src/errors/access-errors.js'

/**
 * Where clients get tokens for `/mcp`: here, when a plugin provides an authorization server (`app.authorizationServer`), else at the identity provider, by the
 * name that it has for the world outside.
 *
 * @throws {TemporarilyUnavailable} while the provider is not known.
 */
export async function authorizationServerOf(app: FastifyInstance): Promise<string> {
  const { config, oauth } = app
  if (app.hasDecorator('authorizationServer')) return config.server.publicUrl
  if (!oauth) throw new TemporarilyUnavailable('Access by bearer token is not set up.')
  const { provider } = await oauth.oidc.session()
  return config.oidc.publicIssuerUrl ?? provider.issuer
}
