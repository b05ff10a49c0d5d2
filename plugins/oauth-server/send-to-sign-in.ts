import type { FastifyReply } from 'fastify'
import { OUTCOMES } from '../../src/auth/provisioning/outcomes.js'
import type { ProvisioningFailure } from '../../src/errors/provisioning-failed.js'
import { type Started, startSignIn } from '../../src/auth/provisioning/start-provisioning.js'
import { OAuthRefused } from '../../src/errors/oauth-errors.js'
import type { BrowserRequest } from '../../src/http/pages/browser-request.js'
import { cookieOptions } from '../../src/http/pages/cookie-options.js'
import type { ServerContext } from './server-context.js'

/** Sends the browser to Nextcloud, and from there back to `returnTo`. @throws {OAuthRefused} as {@link startedSignIn}. */
export async function sendToSignIn(
  context: ServerContext,
  reply: FastifyReply,
  arrived: BrowserRequest,
  returnTo: string,
): Promise<FastifyReply> {
  return reply.redirect(await startedSignIn(context, reply, arrived, returnTo), 302)
}

/**
 * Starts a sign-in that comes back to `returnTo`; the reply gets its cookies.
 *
 * @returns Nextcloud's address for it.
 * @throws {OAuthRefused} when that cannot be started now.
 */
export async function startedSignIn(
  { provisioning }: ServerContext,
  reply: FastifyReply,
  arrived: BrowserRequest,
  returnTo: string,
): Promise<string> {
  const started: Started = await startSignIn(provisioning, arrived, returnTo)
  if (!started.ok) throw signInRefused(started.failure, started.retryAfterSeconds)
  const options = cookieOptions(provisioning.config)
  for (const { name, value, maxAgeSeconds } of started.cookies)
    reply.setCookie(name, value, { ...options, maxAge: maxAgeSeconds })
  return started.location
}

/** Why nobody is signed in, in the words that clients know. */
export function signInRefused(failure: ProvisioningFailure, retryAfterSeconds?: number): OAuthRefused {
  const { error, description } = OUTCOMES[failure]
  if (error === 'access_denied' || error === 'too_many_requests' || error === 'temporarily_unavailable')
    return new OAuthRefused(error, description, { retryAfterSeconds })
  return new OAuthRefused('server_error', description)
}

/** The word that came back with the browser. Anything else than one of ours is a fault of somebody. */
export function failureIn(value: string | string[] | undefined): ProvisioningFailure | undefined {
  if (value === undefined) return undefined
  return FAILURES.find(known => known === value) ?? 'internal'
}

const FAILURES = Object.keys(OUTCOMES).filter((word): word is ProvisioningFailure => word in OUTCOMES)
