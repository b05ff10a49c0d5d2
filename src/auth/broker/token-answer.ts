import { decodeJwt } from 'jose'
import { z } from 'zod'
import type { Seconds } from '../../storage/storage.js'

/** Nextcloud sends integers; others, and older releases of its `oidc` app, numeric strings. What is neither counts as absent. */
const Lifetime = z
  .union([
    z.number().int(),
    z
      .string()
      .regex(/^\d{1,10}$/)
      .transform(Number),
  ])
  .optional()
  .catch(undefined)

/** Answer of the token endpoint (RFC 6749, section 5.1). Nextcloud sends no `scope`. */
export const TokenAnswer = z.object({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: Lifetime,
  refresh_token: z.string().min(1).optional(),
  refresh_expires_in: Lifetime,
  id_token: z.string().min(1).optional(),
  scope: z.string().optional(),
})
export type TokenAnswer = z.output<typeof TokenAnswer>

/** When neither the answer nor the token says how long it lives. */
const UNKNOWN_LIFE_SECONDS = 60

/** The earlier of what the answer and the token itself say, 60 s when neither does. */
export function accessExpiresAt(answer: TokenAnswer, now: Seconds): Seconds {
  const { access_token: token, expires_in: life } = answer
  const ends = [life !== undefined && life > 0 ? now + life : undefined, jwtExpiry(token)]
  const known = ends.filter(end => end !== undefined)
  return known.length > 0 ? Math.min(...known) : now + UNKNOWN_LIFE_SECONDS
}

/** null: not said, which in Nextcloud means `never`. */
export function refreshExpiresAt({ refresh_expires_in: life }: TokenAnswer, now: Seconds): Seconds | null {
  return life !== undefined && life > 0 ? now + life : null
}

function jwtExpiry(token: string): Seconds | undefined {
  try {
    return decodeJwt(token).exp
  } catch {
    return undefined
  }
}
