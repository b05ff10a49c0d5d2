import type { VerifiedToken } from './tokens/verify-access-token.js'

/** What the rest of the server sees of our authorization server for MCP clients. */
export interface AuthorizationServer {
  /** Our public URL; the `authorization_servers` of the protected resource. */
  issuer: string
  /** Is it worth asking {@link verifyAccessToken}? A token of this form is nobody else's. */
  isOurs(token: string): boolean
  /** @returns undefined for a token that is not, or no longer, good. Asks the database alone. @throws {StorageFailed} */
  verifyAccessToken(token: string): Promise<VerifiedToken | undefined>
}
