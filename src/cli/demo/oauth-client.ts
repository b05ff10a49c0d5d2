import { exchangeAuthorization, startAuthorization } from '@modelcontextprotocol/sdk/client/auth.js'
import type { AuthorizationServerMetadata, OAuthClientInformationFull } from '@modelcontextprotocol/sdk/shared/auth.js'
import { z } from 'zod'
import { systemPorts } from '../../lib/ports.js'
import { orFail } from './or-fail.js'

/** What a client knows of a server that it never saw before, after it has read its metadata. */
export interface Discovered {
  /** What the tokens are for (RFC 8707). */
  resource: string
  scopes: readonly string[]
  issuer: string
  metadata: AuthorizationServerMetadata
}

/** An MCP client that has registered. */
export interface OAuthClient extends Discovered {
  information: OAuthClientInformationFull
  redirectUrl: string
}

/** One attempt of a client to get access. */
export interface Attempt {
  /** Where the browser has to go. */
  url: string
  state: string
  /** PKCE's secret half (RFC 7636): it stays with the client. */
  verifier: string
}

const Tokens = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  scope: z.string(),
  expires_in: z.number(),
})
/** A token answer (RFC 6749, section 5.1). */
export type Tokens = z.output<typeof Tokens>

const Answer = z.union([Tokens, z.object({ error: z.string(), error_description: z.string() })])
export interface TokenAnswer {
  status: number
  body: z.output<typeof Answer>
}

export async function newAttempt(client: OAuthClient): Promise<Attempt> {
  const state = systemPorts.random(16).toString('hex')
  const { authorizationUrl, codeVerifier } = await startAuthorization(client.issuer, {
    metadata: client.metadata,
    clientInformation: client.information,
    redirectUrl: client.redirectUrl,
    scope: client.scopes.join(' '),
    state,
    resource: client.resource,
  })
  return { url: authorizationUrl.href, state, verifier: codeVerifier }
}

/** @throws {DemoFailed} when there are no tokens for it. */
export async function redeem(client: OAuthClient, code: string, verifier: string): Promise<Tokens> {
  const tokens = exchangeAuthorization(client.issuer, {
    metadata: client.metadata,
    clientInformation: client.information,
    authorizationCode: code,
    codeVerifier: verifier,
    redirectUri: client.redirectUrl,
    resource: client.resource,
  })
  return Tokens.parse(await orFail('The code was not exchanged for tokens.', tokens))
}

/** By hand, because the official client neither narrows tokens nor shows how it is refused (RFC 6749, section 6). */
export async function refresh(client: OAuthClient, refreshToken: string, scope?: string): Promise<TokenAnswer> {
  const form = {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: client.information.client_id,
    ...(scope === undefined ? {} : { scope }),
  }
  const response = await fetch(client.metadata.token_endpoint, { method: 'POST', body: new URLSearchParams(form) })
  return { status: response.status, body: Answer.parse(await response.json()) }
}

/** Enough of a token to recognise it, too little to use it. */
export const masked = (token: string): string => `${token.slice(0, 13)}…`
