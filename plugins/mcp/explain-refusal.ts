import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { BearerLogin } from '../../src/auth/bearer/bearer-door.js'
import type { BearerProbe } from '../../src/auth/bearer/probe-bearer.js'
import type { AppError } from '../../src/errors/app-error.js'
import { BearerNotAccepted, ReauthRequired, TemporarilyUnavailable } from '../../src/errors/access-errors.js'
import { Forbidden } from '../../src/errors/nextcloud-errors.js'

/**
 * Nextcloud refused a credential that stands behind a token which we had taken. Whoever issued the token says what that means: it died, so the client has to get another
 * one and the request ends with 401 (VER-15); or it is good, and then the reason lies with Nextcloud, which no new token would change (GAP-48).
 *
 * @throws {BearerNotAccepted} {@link Forbidden} {@link ReauthRequired} {@link TemporarilyUnavailable} also when nobody can say.
 */
export async function explainRefusal(
  app: Pick<FastifyInstance, 'oauth'>,
  request: Pick<FastifyRequest, 'bearerRefusal'>,
  login: BearerLogin,
): Promise<void> {
  login.rejected()
  const result = await login.confirm()
  if (result.ok) throw reasonAtNextcloud(app.oauth?.probe, login)
  if (result.fault === 'server') {
    const { retryAfterSeconds } = result
    throw new TemporarilyUnavailable('Whether the token is still good cannot be asked right now.', {
      retryAfterSeconds,
    })
  }
  request.bearerRefusal = result
}

/** One person whom Nextcloud turns away says nothing of Nextcloud, once it took a token of anybody. */
function reasonAtNextcloud(probe: Pick<BearerProbe, 'state' | 'refused'> | undefined, login: BearerLogin): AppError {
  const stored = login.stored?.()
  if (stored === 'basic') return new ReauthRequired('Nextcloud no longer takes the stored app password.')
  if (probe?.state() !== 'accepted') {
    probe?.refused()
    return new BearerNotAccepted()
  }
  return stored === 'bearer'
    ? new TemporarilyUnavailable('Nextcloud refused the stored access; it is renewed for the next call.', RENEWED)
    : new Forbidden('Nextcloud takes bearer tokens, but not for this account: it may be disabled.')
}

const RENEWED = { retryAfterSeconds: 1 }
