import type { FastifyReply } from 'fastify'

/** An OAuth error as the `oidc` app words it (RFC 6749, section 5.2). */
export interface Refusal {
  status: number
  error: string
  description: string
}

/** An error of the token endpoint: always 400, `invalid_client` too. */
export function refused(error: string, description: string, status = 400): Refusal {
  return { status, error, description }
}

export function isRefusal(value: object): value is Refusal {
  return 'error' in value && 'description' in value && 'status' in value
}

export function sendRefusal(reply: FastifyReply, { status, error, description }: Refusal): FastifyReply {
  return reply.code(status).send({ error, error_description: description })
}
