import type { FastifyRequest } from 'fastify'

/** Programs ask for JSON by name; browsers name HTML. Without a word, a person is assumed. */
export function wantsJson({ headers }: FastifyRequest): boolean {
  const accept = headers.accept ?? ''
  return /\bapplication\/(?:[\w.+-]+\+)?json\b/i.test(accept) && !/\btext\/html\b/i.test(accept)
}
