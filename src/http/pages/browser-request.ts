import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

/** Lists stay lists here: a repeated parameter is refused further in, where that is answered. */
const Query = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** A request of a browser, for those who do not know Fastify. */
export interface BrowserRequest {
  query: Record<string, string | string[]>
  /** By name. */
  cookies: Record<string, string | undefined>
  /** After the trusted proxies. */
  ip: string
  requestId: string
}

/** Needs the cookie plugin. */
export function browserRequest(request: FastifyRequest): BrowserRequest {
  return { query: Query.parse(request.query), cookies: request.cookies, ip: request.ip, requestId: request.id }
}

/** A browser that guesses the next click must not use anything up; an error makes it forget the guess (RT-27). */
export function isPrefetch({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const purpose = headers['sec-purpose'] ?? headers['purpose'] ?? ''
  return /\b(?:prefetch|prerender|preview)\b/i.test(String(purpose))
}
