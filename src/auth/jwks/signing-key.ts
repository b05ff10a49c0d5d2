import { importJWK, type CryptoKey, type JWK } from 'jose'
import { z } from 'zod'

/** Algorithms that we take in a signature. No HMAC: a public key must never serve as a shared secret. */
export const SIGNING_ALGORITHMS = ['RS256', 'PS256', 'ES256'] as const

export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number]

const common = {
  kid: z.string().max(256).optional(),
  use: z.literal('sig').optional(),
  key_ops: z.array(z.string()).optional(),
  alg: z.string().optional(),
}
const RsaKey = z.object({ kty: z.literal('RSA'), n: z.base64url().max(2048), e: z.base64url().max(16), ...common })
const EcKey = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.base64url(), y: z.base64url(), ...common })

/** The public half of a key that may sign tokens: RSA of at least 2048 bits, or P-256 (RFC 7517, RFC 7518). */
export const SigningKey = z
  .discriminatedUnion('kty', [RsaKey, EcKey])
  .refine(key => key.key_ops === undefined || key.key_ops.includes('verify'))
  .refine(key => key.kty === 'EC' || rsaBits(key.n) >= MIN_RSA_BITS)

export type SigningKey = z.output<typeof SigningKey>

/** May this key verify a signature made with `alg`? */
export function fits(key: SigningKey, alg: SigningAlgorithm): boolean {
  if (key.alg !== undefined && key.alg !== alg) return false
  return (key.kty === 'EC') === (alg === 'ES256')
}

/** @returns undefined when the numbers are no key. */
export async function importSigningKey(key: SigningKey, alg: SigningAlgorithm): Promise<CryptoKey | undefined> {
  const imported = await importJWK(publicPart(key), alg).catch(() => undefined)
  return imported instanceof Uint8Array ? undefined : imported
}

const MIN_RSA_BITS = 2048

function rsaBits(modulus: string): number {
  const bytes = Buffer.from(modulus, 'base64url')
  const first = bytes.findIndex(byte => byte !== 0)
  if (first < 0) return 0
  return (bytes.length - first) * 8 - Math.clz32(bytes[first] ?? 0) + 24
}

function publicPart(key: SigningKey): JWK {
  return key.kty === 'RSA' ? { kty: key.kty, n: key.n, e: key.e } : { kty: key.kty, crv: key.crv, x: key.x, y: key.y }
}
