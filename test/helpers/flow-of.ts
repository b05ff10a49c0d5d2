import type { OAuthFlow } from '../../src/storage/storage.js'

/** An authorization in progress. */
export const flowOf = (changes: Partial<OAuthFlow> = {}): OAuthFlow => ({
  stateHash: 's'.repeat(43),
  kind: 'provision',
  cookieHash: 'h'.repeat(43),
  browserHash: 'b'.repeat(43),
  sealedVerifier: { ciphertext: Buffer.alloc(0), keyId: '' },
  nonce: 'n-1',
  issuer: 'http://nc.example',
  clientId: 'us',
  correlationId: null,
  returnTo: null,
  ticketUser: null,
  createdAt: 1_000,
  expiresAt: 1_600,
  ...changes,
})
