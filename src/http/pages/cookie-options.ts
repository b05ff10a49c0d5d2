import type { Config } from '../../config/config.js'

/** The same attributes for setting and clearing: a cookie is only removed by its own (RFC 6265, section 5.3). */
export function cookieOptions({ server }: Config) {
  return { httpOnly: true, secure: server.cookieSecure, sameSite: 'lax', path: '/' } as const
}
