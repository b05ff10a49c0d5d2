import type { SealContext } from './vault.js'

/** The row that a sealed value stands in, as far as it is known. */
export interface SealOwner {
  issuer?: string | undefined
  userId?: string | undefined
  clientId?: string | undefined
  /** Of an authorization in progress, which belongs to nobody yet. */
  stateHash?: string | undefined
}

type ContextOf = (owner: SealOwner) => SealContext

const context = (purpose: SealContext['purpose'], owner: SealOwner): SealContext => ({
  purpose,
  issuer: owner.issuer ?? '',
  userId: owner.userId ?? '',
  clientId: owner.clientId ?? '',
})

/**
 * The one place that says what each stored secret is bound to. Whoever seals, opens or re-encrypts asks here, so that all agree.
 * A PKCE verifier, and what a login in progress keeps, has no user yet: it is bound to the hash of its `state` or id instead.
 */
export const sealContexts = {
  'refresh-token': ({ issuer = '', userId = '', clientId = '' }) =>
    context('refresh-token', { issuer, userId, clientId }),
  'client-secret': ({ issuer = '', clientId = '' }) => context('client-secret', { issuer, clientId }),
  'registration-token': ({ issuer = '', clientId = '' }) => context('registration-token', { issuer, clientId }),
  pkce: ({ issuer = '', clientId = '', stateHash = '' }) => context('pkce', { issuer, userId: stateHash, clientId }),
  'app-password': ({ userId = '' }) => context('app-password', { userId }),
  'login-flow': ({ stateHash = '' }) => context('login-flow', { userId: stateHash }),
} as const satisfies Record<SealContext['purpose'], ContextOf>
