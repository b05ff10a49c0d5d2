import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Principal } from '../../src/auth/principal.js'
import type { CredentialSource } from '../../src/nextcloud/session.js'
import { explainRefusal } from './explain-refusal.js'

/** Who is behind a request to `/mcp`, by whatever they proved it. */
export interface Login {
  principal: Principal
  /** undefined: not known; a token names the uid alone. */
  loginName: string | undefined
  displayName: string | undefined
  credential: CredentialSource
  /** Nextcloud refused the credential. May throw what that really means. */
  rejected(): void | Promise<void>
}

/** @returns undefined for a request that nobody authenticated. */
export function loginOf(app: FastifyInstance, request: FastifyRequest): Login | undefined {
  const { basicLogin, bearerLogin } = request
  if (bearerLogin) {
    const { principal, credential } = bearerLogin
    const rejected = () => explainRefusal(app, request, bearerLogin)
    return { principal, loginName: undefined, displayName: undefined, credential, rejected }
  }
  if (!basicLogin) return undefined
  const { principal, loginName, displayName, password, encoded } = basicLogin
  const rejected = () => app.basic.rejected(principal.credentialHash)
  const credential = { kind: 'basic' as const, loginName, password, ...(encoded && { encoded }) }
  return { principal, loginName, displayName, credential, rejected }
}
