import { randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose'

export interface SigningKey {
  kid: string
  privateKey: CryptoKey
  publicKey: CryptoKey
  /** As the JWKS shows it. */
  jwk: JWK
}

let made: Promise<SigningKey> | undefined

/** The RSA key of the `oidc` app. One per process: making it takes longer than everything else a sandbox does. */
export function signingKey(): Promise<SigningKey> {
  made ??= makeKey()
  return made
}

async function makeKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048 })
  const kid = randomUUID()
  const { kty = 'RSA', n = '', e = '' } = await exportJWK(publicKey)
  return { kid, privateKey, publicKey, jwk: { kty, use: 'sig', key_ops: ['verify'], alg: 'RS256', kid, n, e } }
}
