import type { FastifyRequest } from 'fastify'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The path as it was sent after the prefixes were taken away: still percent-encoded, without the query. */
export const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? ''

export const queryOf = (request: FastifyRequest): URLSearchParams =>
  new URLSearchParams(request.url.split('?')[1] ?? '')

/** A placeholder of the route, decoded; empty when the route has none of that name. */
export function paramOf(request: FastifyRequest, name: string): string {
  const params: unknown = request.params
  const value = isRecord(params) ? params[name] : undefined
  return typeof value === 'string' ? value : ''
}

/** The body as it came; empty when there was none. */
export const bytesOf = (request: FastifyRequest): Buffer =>
  Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)

/** Query and body as PHP hands them to a controller: JSON or form by content type, the body wins; what is not JSON is empty. */
export function fieldsOf(request: FastifyRequest): Record<string, unknown> {
  const query = Object.fromEntries(queryOf(request))
  const type = request.headers['content-type'] ?? ''
  const text = bytesOf(request).toString('utf8')
  if (type.includes('application/json')) return { ...query, ...jsonFields(text) }
  if (type.includes('x-www-form-urlencoded')) return { ...query, ...Object.fromEntries(new URLSearchParams(text)) }
  return query
}

/** A field when it is a string, else undefined. */
export function textField(fields: Record<string, unknown>, name: string): string | undefined {
  const value = fields[name]
  return typeof value === 'string' ? value : undefined
}

function jsonFields(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text)
    return isRecord(parsed) ? parsed : {}
  } catch {
    return {}
  }
}
