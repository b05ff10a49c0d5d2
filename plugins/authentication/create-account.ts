import type { FastifyInstance } from 'fastify'
import { createServerAccount } from '../../src/auth/account/create-server-account.js'
import type { ServerAccount } from '../../src/auth/account/server-account.js'

type Parts = Pick<FastifyInstance, 'config' | 'vault' | 'http' | 'ports' | 'log'>

/** @returns undefined unless the mode is single-user. */
export function createAccount({ config, vault, http, ports, log }: Parts): ServerAccount | undefined {
  const { credentials, url: nextcloudUrl } = config.nextcloud
  return credentials && createServerAccount({ ...credentials, nextcloudUrl, http, vault, now: ports.now, log })
}
