import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { BearerLogin } from '../../src/auth/bearer/bearer-door.js'
import { BearerNotAccepted, TemporarilyUnavailable } from '../../src/errors/access-errors.js'

/**
 * Nextcloud refused a credential that stands behind a token which we had taken. Whoever issued the token says what that means: it died, so the client has to get another
 * one and the request ends with 401 (VER-15); or it is good, and Nextcloud takes no bearer tokens, which no new token would change (GAP-48).
 *
 * @throws {BearerNotAccepted} {@link TemporarilyUnavailable} when nobody can say.
 */
export async function explainRefusal(
  app: Pick<FastifyInstance, 'oauth'>,
  request: Pick<FastifyRequest, 'bearerRefusal'>,
  login: BearerLogin,
): Promise<void> {
  login.rejected()
  const result = await login.confirm()
  if (result.ok) {
    app.oauth?.probe.refused()
    throw new BearerNotAccepted()
  }
  if (result.fault === 'server') {
    const { retryAfterSeconds } = result
    throw new TemporarilyUnavailable('Whether the token is still good cannot be asked right now.', {
      retryAfterSeconds,
    })
  }
  request.bearerRefusal = result
}
