/** Why a grant is not as it should be; stored in `last_error`, shown to administrators. */
export const REASONS = {
  /** A refresh may have reached the provider; whether the stored token still lives, the next attempt tells. */
  ambiguous: 'ambiguous',
  invalidGrant: 'invalid_grant',
  /** Refused after an ambiguous attempt: the new token was lost on its way to us. */
  lostInTransit: 'lost_in_transit',
  /** The client of the grant is not the one we have now. Another start with the old one brings it back. */
  clientReplaced: 'client_replaced',
  /** The key is missing or the row was changed. Another start with the key brings it back. */
  unreadable: 'unreadable',
  /** Nextcloud turned away two access tokens in a row, the second fresh: the account may be disabled. */
  rejected: 'rejected_by_nextcloud',
  /** The provider gave no new refresh token, and the old one died with the refresh. */
  offlineWithdrawn: 'offline_access_withdrawn',
  idTokenMismatch: 'id_token_mismatch',
} as const
