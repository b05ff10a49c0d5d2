import type { BasicResult } from './basic-authenticator.js'

type Refused = Extract<BasicResult, { ok: false }>

/** The answers of BA-5, in our own words. */
export const missing: Refused = {
  ok: false,
  status: 401,
  code: 'unauthorized',
  description: 'Sign in with your Nextcloud login name and an app password (HTTP Basic).',
}

export const malformed: Refused = {
  ok: false,
  status: 401,
  code: 'invalid_credentials_format',
  description: 'The Authorization header is not valid HTTP Basic in UTF-8.',
}

export const rejected: Refused = {
  ok: false,
  status: 401,
  code: 'unauthorized',
  description: 'Nextcloud does not accept this login name and password.',
}

export const forbidden: Refused = {
  ok: false,
  status: 403,
  code: 'forbidden',
  description:
    'Nextcloud knows this account but does not let it in here. Use an app password (Personal settings, Security), and check that this address is allowed.',
}

export function tooMany(retryAfterSeconds: number): Refused {
  const description = 'Too many failed sign-ins. Wait, then try again.'
  return { ok: false, status: 429, code: 'too_many_requests', description, retryAfterSeconds }
}

export function unavailable(retryAfterSeconds: number): Refused {
  const description = 'Nextcloud cannot be asked right now. Nothing is known to be wrong with the credentials.'
  return { ok: false, status: 503, code: 'upstream_unavailable', description, retryAfterSeconds }
}
