import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request that somebody else's server sent. */
export interface Received {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

export interface Receiver {
  /** `http://127.0.0.1:<port>` */
  url: string
  /** What came since the last call. */
  take(): Received[]
  /** The status of its answers from now on. */
  answerWith(status: number): void
}

interface Teardown {
  teardown(task: () => Promise<void>): unknown
}

/** An HTTP server that writes down what it is sent and answers `{}`. */
export async function startReceiver(t: Teardown): Promise<Receiver> {
  const received: Received[] = []
  let status = 200
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      received.push({ method, path, headers, body: Buffer.concat(chunks).toString() })
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => new Promise<void>(resolve => void server.close(() => resolve())))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    take: () => received.splice(0),
    answerWith: code => void (status = code),
  }
}
