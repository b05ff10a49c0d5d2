import { z } from 'zod'

/** The claims of an ID token that we read (OpenID Connect Core 1.0, section 2). Others are ignored. */
export const IdTokenClaims = z.looseObject({
  iss: z.string(),
  /** Nextcloud's uid, which has 64 characters at most. Taken as it is: no trimming, no folding. */
  sub: z.string().min(1).max(64),
  aud: z.union([z.string(), z.array(z.string()).min(1)]),
  azp: z.string().optional(),
  exp: z.number(),
  iat: z.number(),
  nbf: z.number().optional(),
  nonce: z.string().optional(),
})

export type IdTokenClaims = z.output<typeof IdTokenClaims>

/** Why an ID token was not taken. `keys_unavailable` is the provider's outage, all others are the token's fault. */
export type IdTokenFault =
  | 'malformed'
  | 'bad_algorithm'
  | 'bad_type'
  | 'unknown_key'
  | 'keys_unavailable'
  | 'bad_signature'
  | 'bad_claims'
  | 'bad_issuer'
  | 'bad_audience'
  | 'expired'
  | 'bad_issue_time'
  | 'not_yet_valid'
  | 'bad_nonce'
