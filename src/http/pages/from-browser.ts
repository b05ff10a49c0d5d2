import type { FastifyRequest } from 'fastify'

/** A person typed this address into a browser: it asks for HTML by name, which no MCP client does. */
export function isFromBrowser({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): boolean {
  const accept = headers.accept ?? ''
  return method === 'GET' && /\btext\/html\b/i.test(accept) && !/\btext\/event-stream\b/i.test(accept)
}
