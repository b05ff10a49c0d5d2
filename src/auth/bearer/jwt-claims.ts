import { z } from 'zod'

const instant = z.number().finite()

/** Claims of an access token that we read (RFC 9068, section 2.2). Nextcloud sets `aud` as a string, `iat`, `client_id` and `azp`, and no `nbf`. */
export const JwtClaims = z.looseObject({
  iss: z.string().min(1),
  sub: z.string().min(1).max(255),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  exp: instant,
  iat: instant.optional(),
  nbf: instant.optional(),
  scope: z.string().optional(),
  client_id: z.string().optional(),
  azp: z.string().optional(),
  /** Keycloak: `Bearer`, `ID`, `Refresh`. */
  typ: z.unknown().optional(),
  /** Amazon Cognito: `access` or `id`. */
  token_use: z.unknown().optional(),
  nonce: z.unknown().optional(),
  at_hash: z.unknown().optional(),
  c_hash: z.unknown().optional(),
})

export type JwtClaims = z.output<typeof JwtClaims>

export function audienceOf({ aud }: Pick<JwtClaims, 'aud'>): readonly string[] {
  return typeof aud === 'string' ? [aud] : (aud ?? [])
}
