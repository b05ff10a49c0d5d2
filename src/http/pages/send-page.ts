import type { FastifyReply } from 'fastify'

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

/** Sends a page to a person (RT-24): nothing on it can run, be framed, or load from elsewhere. */
export function sendPage(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply
    .code(status)
    .header('content-security-policy', CONTENT_SECURITY_POLICY)
    .header('content-type', 'text/html; charset=utf-8')
    .send(page)
}
