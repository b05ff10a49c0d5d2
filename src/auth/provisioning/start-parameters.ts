import type { Config } from '../../config/config.js'
import { ProvisioningFailed } from '../../errors/provisioning-failed.js'
import { RANDOM_256 } from './flow-cookies.js'
import type { Query } from './provisioning-deps.js'
import { returnTo } from './return-to.js'

export interface StartParameters {
  /** The caller's own `state`: data, echoed at the end, never a key and never the OAuth `state`. */
  correlationId: string | null
  returnTo: string | null
  ticket: string | undefined
}

const CORRELATION = /^[A-Za-z0-9._~-]{1,256}$/

/** All optional; what we do not know is ignored (RT-20). @throws {ProvisioningFailed} for what is given but not acceptable. */
export function startParameters(query: Query, config: Config): StartParameters {
  const correlationId = single(query['state'])
  if (correlationId !== undefined && !CORRELATION.test(correlationId)) throw new ProvisioningFailed('bad_correlation')
  const ticket = single(query['ticket'])
  if (ticket !== undefined && !RANDOM_256.test(ticket)) throw new ProvisioningFailed('ticket_unusable')
  return { correlationId: correlationId ?? null, returnTo: target(single(query['return_to']), config), ticket }
}

/** @throws {ProvisioningFailed} when the parameter came more than once (RFC 6749, section 3.1). */
export function single(value: Query[string]): string | undefined {
  if (value === undefined || typeof value === 'string') return value
  throw new ProvisioningFailed('duplicate_parameter')
}

function target(value: string | undefined, { nextcloud, server }: Config): string | null {
  if (value === undefined) return null
  const url = returnTo(value, nextcloud.publicUrl, server.publicUrl)
  if (url === undefined) throw new ProvisioningFailed('bad_return_to')
  return url
}
