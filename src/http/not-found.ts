import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { MethodNotAllowed, RouteNotFound } from '../errors/http-errors.js'
import { isFromBrowser } from './pages/from-browser.js'

interface Known {
  pattern: RegExp
  methods: Set<string>
}

/**
 * Answers what no route took: a browser at the root is sent to the page about `/mcp`, everybody else gets 405 with `Allow` when the path is known under another method, else 404.
 * Call it before routes are registered: it learns them as they come.
 */
export function answerNotFound(app: FastifyInstance): void {
  const known = new Map<string, Known>()
  app.addHook('onRoute', ({ url, method }) => {
    const entry = known.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() }
    for (const one of [method].flat()) entry.methods.add(one)
    known.set(url, entry)
  })
  app.setNotFoundHandler(async (request, reply) => refuse(request, reply, [...known.values()]))
}

async function refuse(request: FastifyRequest, reply: FastifyReply, known: readonly Known[]): Promise<FastifyReply> {
  const path = (request.url.split('?', 1)[0] ?? '').replace(/\/{2,}/g, '/')
  if (path === '/' && isFromBrowser(request)) return reply.redirect('mcp')
  const methods = new Set(known.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => [...methods]))
  if (methods.size === 0) throw new RouteNotFound()
  reply.header('allow', [...methods].sort().join(', '))
  throw new MethodNotAllowed()
}

function patternOf(url: string): RegExp {
  const parts = url
    .split('/')
    .map(part => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  return new RegExp(`^${parts.join('/')}/?$`)
}
