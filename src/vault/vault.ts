import type { Secret } from '../lib/secret.js'

/** What a sealed value is for; a value sealed for one purpose cannot be opened for another. */
export type SealPurpose =
  'refresh-token' | 'client-secret' | 'registration-token' | 'pkce' | 'app-password' | 'login-flow'

/** What a keyed hash is for. */
export type MacPurpose = 'cookie-mac' | 'cache-mac' | 'request-state-mac'

/** Whose value it is. All of it is authenticated (AAD `purpose|issuer|user|client|v1`), so a blob moved to another row fails. */
export interface SealContext {
  purpose: SealPurpose
  issuer: string
  userId: string
  clientId: string
}

export interface Sealed {
  /** `0x01 ‖ key id (8) ‖ iv (12) ‖ ciphertext ‖ tag (16)`. */
  ciphertext: Buffer
  /** Hex of the key id. */
  keyId: string
}

/** Seals and opens secrets (AES-256-GCM, one sub-key per purpose by HKDF-SHA-256) and makes keyed hashes. */
export interface Vault {
  /** Key id, hex, of the key that seals. */
  readonly primaryKeyId: string
  /** Key ids, hex, of all keys that open. */
  readonly keyIds: readonly string[]
  seal(plaintext: Secret, context: SealContext): Sealed
  /** @throws {DecryptionFailed} for an unknown key, another context, or a changed byte. */
  open(ciphertext: Uint8Array, context: SealContext): Secret
  /**
   * SHA-256 over a key of this process' master key and the text, base64url: names a secret in caches. One call into the runtime, where
   * {@link mac} takes three: it stands on the way of every request.
   */
  fingerprint(text: string): string
  /** HMAC-SHA-256 over the length-prefixed parts, base64url. */
  mac(purpose: MacPurpose, ...parts: string[]): string
}
