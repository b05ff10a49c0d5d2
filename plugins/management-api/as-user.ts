import type { FastifyInstance } from 'fastify'
import { ReauthRequired, TemporarilyUnavailable } from '../../src/errors/access-errors.js'
import { CredentialRejected } from '../../src/errors/nextcloud-errors.js'
import type { TokenBroker } from '../../src/auth/broker/token-broker.js'
import { connectNextcloud } from '../../src/nextcloud/connect-nextcloud.js'
import type { NextcloudClient } from '../../src/nextcloud/nextcloud-client.js'

/** Runs `work` at Nextcloud as this person, with what the person left with us: never with the caller's bearer (GAP-38). */
export type AsUser = <T>(userId: string, work: (client: NextcloudClient) => Promise<T>) => Promise<T>

/**
 * @returns a function that rejects with `NotProvisioned`, `ReauthRequired`, `TemporarilyUnavailable` or a `NextcloudError`.
 * A credential that Nextcloud turns away is dropped and asked for once more: an access token may die early.
 */
export function asUser(app: FastifyInstance): AsUser {
  return async (userId, work) => {
    const broker = brokerOf(app)
    try {
      return await attempt(app, broker, userId, work)
    } catch (error) {
      if (!(error instanceof CredentialRejected)) throw error
    }
    return attempt(app, broker, userId, work).catch((error: unknown) => {
      if (!(error instanceof CredentialRejected)) throw error
      throw new ReauthRequired('Nextcloud no longer accepts the stored access.', { cause: error })
    })
  }
}

async function attempt<T>(
  app: FastifyInstance,
  broker: TokenBroker,
  userId: string,
  work: (client: NextcloudClient) => Promise<T>,
): Promise<T> {
  const credential = await broker.credentialFor(userId)
  const onRejected = () => broker.rejected(userId, credential)
  return work(connectNextcloud(app.http, { baseUrl: app.config.nextcloud.url, userId, credential, onRejected }))
}

function brokerOf(app: FastifyInstance): TokenBroker {
  if (!app.oauth) throw new TemporarilyUnavailable('Background access is not set up.')
  return app.oauth.broker
}
