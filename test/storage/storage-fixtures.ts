import { Secret } from '../../src/lib/secret.js'
import type { NewLoginFlow } from '../../src/storage/login-flow-storage.js'
import type { NewGrant, OAuthFlow, StoredClient } from '../../src/storage/storage.js'
import { sealContexts } from '../../src/vault/seal-contexts.js'
import type { Vault } from '../../src/vault/vault.js'

export const ISSUER = 'https://nc.example'

/** A grant as provisioning stores it. */
export function testGrant(
  vault: Vault,
  userId: string,
  changes: Partial<NewGrant> & { token?: string } = {},
): NewGrant {
  const { token = `rt-of-${userId}`, ...rest } = changes
  const owner = { issuer: rest.issuer ?? ISSUER, userId, clientId: rest.clientId ?? 'c1' }
  return {
    ...owner,
    sealed: vault.seal(new Secret(token), sealContexts['refresh-token'](owner)),
    scopes: ['openid', 'profile', 'offline_access'],
    tokenAudience: 'nextcloud',
    flowType: 'provision',
    correlationId: null,
    refreshExpiresAt: null,
    accessExpiresAt: null,
    ...rest,
  }
}

export function testFlow(vault: Vault, stateHash: string, changes: Partial<OAuthFlow> = {}): OAuthFlow {
  const owner = { issuer: ISSUER, clientId: 'c1', stateHash }
  return {
    ...owner,
    kind: 'provision',
    cookieHash: 'cookie',
    browserHash: 'browser',
    sealedVerifier: vault.seal(new Secret('the-verifier'), sealContexts.pkce(owner)),
    nonce: 'nonce',
    correlationId: null,
    returnTo: null,
    ticketUser: null,
    createdAt: 100,
    expiresAt: 700,
    ...changes,
  }
}

export function testClient(vault: Vault, changes: Partial<StoredClient> = {}): StoredClient {
  const owner = { issuer: changes.issuer ?? ISSUER, clientId: changes.clientId ?? 'c1' }
  return {
    ...owner,
    sealedSecret: vault.seal(new Secret('the-client-secret'), sealContexts['client-secret'](owner)),
    sealedRegistrationToken: vault.seal(
      new Secret('the-registration-token'),
      sealContexts['registration-token'](owner),
    ),
    registrationUri: `${ISSUER}/register/c1`,
    fingerprint: 'print',
    issuedAt: 100,
    expiresAt: 3700,
    ...changes,
  }
}

export function testLogin(vault: Vault, flowHash: string, changes: Partial<NewLoginFlow> = {}): NewLoginFlow {
  return {
    flowHash,
    cookieHash: 'cookie',
    browserHash: 'browser',
    sealed: vault.seal(new Secret('the-poll-token'), sealContexts['login-flow']({ stateHash: flowHash })),
    correlationId: null,
    returnTo: null,
    ticketUser: null,
    nextAt: 102,
    createdAt: 100,
    expiresAt: 1300,
    ...changes,
  }
}
