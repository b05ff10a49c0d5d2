import { request as httpRequest } from 'node:http'
import type { Bindings } from './bindings.js'
import type { RecordedRequest } from './exchange.js'

export interface Answer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** Sends a recorded request to `url`, byte for byte: the path is not normalised, no header is added but the length. */
export function send(url: string, recorded: RecordedRequest, bindings: Bindings): Promise<Answer> {
  const { hostname, port } = new URL(url)
  const body = bodyBytes(recorded, bindings)
  const headers = Object.fromEntries(
    Object.entries(recorded.headers).map(([name, value]) => [name, headerValue(name, value, bindings)]),
  )
  // Node sends no length with DELETE by itself.
  if (body) headers['content-length'] = String(body.length)
  const path = bindings.apply(recorded.path)
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ hostname, port, method: recorded.method, path, headers, agent: false }, incoming => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => {
        const received = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])
        resolve({
          status: incoming.statusCode ?? 0,
          headers: Object.fromEntries(received),
          body: Buffer.concat(chunks),
        })
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

/** `Basic alice:<alice-app-password>` is how the recordings write Basic credentials. */
function headerValue(name: string, value: string, bindings: Bindings): string {
  const applied = bindings.apply(value)
  if (name !== 'authorization' || !applied.startsWith('Basic ') || !applied.includes(':')) return applied
  return `Basic ${Buffer.from(applied.slice('Basic '.length)).toString('base64')}`
}

function bodyBytes({ body, headers }: RecordedRequest, bindings: Bindings): Buffer | undefined {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string') {
    const size = /^<(\d+) bytes>$/.exec(body)?.[1]
    return size === undefined ? Buffer.from(bindings.apply(body)) : Buffer.alloc(Number(size), 1)
  }
  const applied = bindings.applyDeep(body)
  if (!(headers['content-type'] ?? '').includes('urlencoded')) return Buffer.from(JSON.stringify(applied))
  const fields = Object.entries(applied ?? {}).map(([key, value]): [string, string] => [key, String(value)])
  return Buffer.from(new URLSearchParams(fields).toString())
}
