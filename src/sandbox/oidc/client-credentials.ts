import type { FastifyRequest } from 'fastify'
import { text, type Params } from './request-params.js'

export interface ClientCredentials {
  clientId: string | undefined
  clientSecret: string | undefined
}

/** Client authentication of a request: a `client_id` in the body switches the parsing of Basic off. */
export function clientCredentials(request: FastifyRequest, params: Params): ClientCredentials {
  const clientId = text(params, 'client_id')
  if (clientId !== undefined) return { clientId, clientSecret: text(params, 'client_secret') }
  return basicCredentials(request.headers.authorization)
}

/** The token of an `Authorization: Bearer` header; the scheme is read as `Bearer` or `bearer` only. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^[Bb]earer (.+)$/.exec(authorization ?? '')?.[1]
}

function basicCredentials(authorization: string | undefined): ClientCredentials {
  const encoded = /^Basic (.+)$/i.exec(authorization ?? '')?.[1]
  const pair = Buffer.from(encoded ?? '', 'base64').toString()
  const colon = pair.indexOf(':')
  if (colon < 0) return { clientId: undefined, clientSecret: undefined }
  return { clientId: pair.slice(0, colon), clientSecret: pair.slice(colon + 1) }
}
