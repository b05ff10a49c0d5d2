import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Metrics } from '../../src/lib/metrics.js'
import { singleFlight } from '../../src/lib/single-flight.js'

export interface ListenerOptions {
  host: string
  port: number
  /** The figures could not be read; whoever asked is told 500 and no more. */
  onFailure?: (error: unknown) => void
}

export interface MetricsListener {
  /** The one it got; another than asked for only when 0 was asked for. */
  port: number
  close(): Promise<void>
}

type Exposition = Awaited<ReturnType<Metrics['exposition']>>

const LIMITS = { requestTimeout: 10_000, headersTimeout: 5_000, keepAliveTimeout: 75_000, maxHeaderSize: 8 * 1024 }

/**
 * Serves `GET /metrics` and nothing else. It is no part of the public server: no route of that one leads here. Many who ask at once share one answer.
 *
 * @throws what `listen` says, e.g. EADDRINUSE.
 */
export async function openListener(
  metrics: Pick<Metrics, 'exposition'>,
  { host, port, onFailure }: ListenerOptions,
): Promise<MetricsListener> {
  const once = singleFlight<Exposition>()
  const server = createServer(LIMITS, (request, response) => {
    void answer(request, response, { read: () => once('all', () => metrics.exposition()), onFailure })
  })
  await listening(server, host, port)
  return {
    port: portOf(server.address()),
    async close() {
      server.closeAllConnections()
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

interface Reading {
  read: () => Promise<Exposition>
  onFailure: ListenerOptions['onFailure']
}

async function answer(request: IncomingMessage, response: ServerResponse, { read, onFailure }: Reading) {
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('cache-control', 'no-store')
  if (request.url?.split('?', 1)[0] !== '/metrics') return response.writeHead(404).end()
  if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405, { allow: 'GET' }).end()
  try {
    const { contentType, text } = await read()
    return response.writeHead(200, { 'content-type': contentType }).end(text)
  } catch (error) {
    onFailure?.(error)
    return response.writeHead(500).end()
  }
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address ? address.port : 0
}
