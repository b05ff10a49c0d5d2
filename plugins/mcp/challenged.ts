import type { FastifyRequest } from 'fastify'
import { bearerChallenge, resourceMetadataUrl } from '../../src/auth/bearer/bearer-challenge.js'
import { bearerRefusal } from '../../src/auth/bearer/bearer-refusal.js'
import type { McpReply } from '../../src/mcp/protocol-adapter.js'

/** What goes back, with the value of `WWW-Authenticate` where it has one. */
export interface ChallengedReply extends McpReply {
  challenge?: string
}

export interface ChallengeOptions {
  /** What a client may ask for. */
  scopes: readonly string[]
  /** A scope as whoever gives the tokens calls it. */
  nameOf: (scope: string) => string
  publicUrl: string
}

/**
 * Adds what HTTP has to say about the token: 403 with the scopes that a call needs (RT-9), and 401 in place of the answer when the token turned out to be
 * dead while it was used (VER-15).
 */
export function challenged(
  request: FastifyRequest,
  reply: McpReply,
  { scopes, nameOf, publicUrl }: ChallengeOptions,
): ChallengedReply {
  const { bearerRefusal: refusal, principal } = request
  if (refusal) {
    const { challenge, body } = bearerRefusal(refusal, { scopes: scopes.map(nameOf), publicUrl })
    return { status: 401, contentType: 'application/json', body: JSON.stringify(body), challenge }
  }
  if (reply.scopesRequired === undefined) return reply
  // What the client has already is asked for again, or it would trade one right for another.
  const held = scopes.filter(scope => principal?.scopes?.includes(scope))
  const scope = [...new Set([...held, ...reply.scopesRequired])].map(nameOf)
  const resourceMetadata = resourceMetadataUrl(publicUrl)
  return { ...reply, challenge: bearerChallenge({ error: 'insufficient_scope', scope, resourceMetadata }) }
}
