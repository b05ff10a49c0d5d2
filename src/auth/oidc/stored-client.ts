import { DecryptionFailed } from '../../errors/storage-errors.js'
import { Secret } from '../../lib/secret.js'
import type { StoredClient } from '../../storage/storage.js'
import { sealContexts } from '../../vault/seal-contexts.js'
import type { OidcDeps } from './oidc-deps.js'
import type { OAuthClient, ProviderMetadata } from './oidc-runtime.js'
import type { RegisteredClient } from './register-client.js'

/** Keeps a registration, its two secrets sealed. */
export async function keepClient(
  { storage, vault, ports }: OidcDeps,
  { issuer }: ProviderMetadata,
  client: RegisteredClient,
  fingerprint: string,
): Promise<void> {
  const now = Math.floor(ports.now() / 1000)
  const { clientId, registrationToken, registrationUri, expiresAt } = client
  const token = registrationToken
    ? vault.seal(registrationToken, sealContexts['registration-token']({ issuer, clientId }))
    : null
  const sealedSecret = vault.seal(client.secret, sealContexts['client-secret']({ issuer, clientId }))
  const row = {
    issuer,
    clientId,
    sealedSecret,
    sealedRegistrationToken: token,
    registrationUri,
    fingerprint,
    issuedAt: now,
    expiresAt,
  }
  await storage.clients.save(row, now)
}

/** @returns undefined when the key that sealed the secret is gone; the row stays, for an operator may bring the key back. */
export function openClient({ vault, log, metrics }: OidcDeps, row: StoredClient): OAuthClient | undefined {
  const secret = openSecret(() => vault.open(row.sealedSecret.ciphertext, sealContexts['client-secret'](row)))
  if (secret) return { id: row.clientId, secret, source: 'stored', expiresAt: row.expiresAt }
  metrics?.decryptionFailed('client-secret')
  log.error({ clientId: row.clientId, keyId: row.sealedSecret.keyId }, 'the stored OAuth client cannot be decrypted')
  return undefined
}

/** The token that manages the registration (RFC 7592); undefined when there is none, or none that can be opened. */
export function openRegistrationToken({ vault }: OidcDeps, row: StoredClient): Secret | undefined {
  const sealed = row.sealedRegistrationToken
  if (!sealed) return undefined
  return openSecret(() => vault.open(sealed.ciphertext, sealContexts['registration-token'](row)))
}

function openSecret(open: () => Secret): Secret | undefined {
  try {
    return open()
  } catch (error) {
    if (error instanceof DecryptionFailed) return undefined
    throw error
  }
}
