/** Who is asking, after it was proved. `userId` is Nextcloud's uid, never a login name. */
export interface Principal {
  userId: string
  via: 'basic' | 'bearer'
  /** Token scopes; undefined for Basic, where nothing narrows the person's own rights. */
  scopes: readonly string[] | undefined
  /** `sub` of the token, when it is not the uid. */
  subject?: string
  /** Bearer only. */
  issuer?: string
  clientId?: string
  /** Unix seconds; bearer only. */
  expiresAt?: number
  /** Keyed hash of the credential, for caches, sessions and logs. Not reversible. */
  credentialHash: string
}
