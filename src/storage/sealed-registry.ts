import type { SealOwner } from '../vault/seal-contexts.js'
import type { SealPurpose } from '../vault/vault.js'

export interface RegisteredColumn {
  table: string
  /** Holds the envelope. */
  column: string
  /** Holds the hex id of its key. */
  keyColumn: string
  purpose: SealPurpose
  /** Columns that say whose value it is. */
  owner: { [Part in keyof SealOwner]?: string }
}

/** Every column of the schema that holds a sealed secret. A test compares it with the schema, so that rotation misses none. */
export const SEALED_COLUMNS: readonly RegisteredColumn[] = [
  {
    table: 'refresh_tokens',
    column: 'ciphertext',
    keyColumn: 'key_id',
    purpose: 'refresh-token',
    owner: { issuer: 'issuer', userId: 'user_id', clientId: 'client_id' },
  },
  {
    table: 'oauth_clients',
    column: 'secret',
    keyColumn: 'secret_key_id',
    purpose: 'client-secret',
    owner: { issuer: 'issuer', clientId: 'client_id' },
  },
  {
    table: 'oauth_clients',
    column: 'registration_token',
    keyColumn: 'registration_token_key_id',
    purpose: 'registration-token',
    owner: { issuer: 'issuer', clientId: 'client_id' },
  },
  {
    table: 'oauth_flows',
    column: 'enc_verifier',
    keyColumn: 'enc_verifier_key_id',
    purpose: 'pkce',
    owner: { issuer: 'issuer', clientId: 'client_id', stateHash: 'state_hash' },
  },
  {
    table: 'app_passwords',
    column: 'password',
    keyColumn: 'password_key_id',
    purpose: 'app-password',
    owner: { userId: 'user_id' },
  },
  {
    table: 'login_flows',
    column: 'secret',
    keyColumn: 'secret_key_id',
    purpose: 'login-flow',
    owner: { stateHash: 'flow_hash' },
  },
]
