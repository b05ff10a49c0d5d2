import type { FastifyInstance } from 'fastify'

/** Every route under /api, as the router prints them. */
export function apiRoutes(app: FastifyInstance): { method: string; url: string }[] {
  const stack: { depth: number; path: string }[] = []
  const found: { method: string; url: string }[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const match = /^([│ ]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line)
    if (!match) continue
    const depth = (match[1] ?? '').length / 4
    while ((stack.at(-1)?.depth ?? -1) >= depth) stack.pop()
    stack.push({ depth, path: match[2] ?? '' })
    const url = stack.map(({ path }) => path).join('')
    for (const method of match[3]?.split(', ') ?? []) found.push({ method, url })
  }
  return found.filter(({ url }) => url.startsWith('/api'))
}
