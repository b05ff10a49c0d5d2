import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'

/** Query and body of a request as PHP sees them: names to strings, or to lists for `name[]`. */
export type Params = Readonly<Record<string, unknown>>

const Bag = z.record(z.string(), z.unknown())

/** Takes a body of any content type; one that is neither form nor JSON counts as empty, and so does broken JSON. */
export function acceptAnyBody(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  void scope.register(formbody, { parser: parseForm })
  scope.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    done(null, parseBody(request.headers['content-type'] ?? '', String(body)))
  })
}

/** Everything that was sent, the body before the query. */
export function requestParams(request: FastifyRequest): Params {
  return { ...bag(request.query), ...bag(request.body) }
}

/** A parameter that is one string. */
export function text(params: Params, name: string): string | undefined {
  const value = params[name]
  return typeof value === 'string' ? value : undefined
}

/** A parameter that is a list of strings; undefined for anything else. */
export function list(params: Params, name: string): string[] | undefined {
  const parsed = z.array(z.string()).safeParse(params[name])
  return parsed.success ? parsed.data : undefined
}

function parseBody(contentType: string, body: string): Params {
  return contentType.startsWith('application/json') ? parseJson(body) : {}
}

function parseJson(body: string): Params {
  try {
    return bag(JSON.parse(body))
  } catch {
    return {}
  }
}

function parseForm(body: string): Params {
  const form = new URLSearchParams(body)
  const names = [...new Set(form.keys())]
  return Object.fromEntries(
    names.map(name =>
      name.endsWith('[]') ? [name.slice(0, -2), form.getAll(name)] : [name, form.getAll(name).at(-1)],
    ),
  )
}

function bag(value: unknown): Params {
  const parsed = Bag.safeParse(value)
  return parsed.success ? parsed.data : {}
}
