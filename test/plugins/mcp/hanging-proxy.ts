import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Test } from 'tap'

/** Stands between the server and its Nextcloud, and holds requests back when told to. */
export interface HangingProxy {
  url: string
  /** From now on requests to this path are not answered. Resolves when the first of them came. */
  hang(path: string): Promise<Held>
}

export interface Held {
  /** Resolves when the other side closed the connection. */
  dropped: Promise<void>
  /** Lets the request through after all. */
  release(): Promise<void>
}

export async function hangingProxy(t: Test, target: string): Promise<HangingProxy> {
  let hold: { path: string; caught(held: Held): void } | undefined
  const server = createServer((request, response) => {
    if (!hold || request.url?.split('?', 1)[0] !== hold.path) return void forward(target, request, response)
    const dropped = new Promise<void>(resolve => response.once('close', resolve))
    hold.caught({ dropped, release: () => forward(target, request, response) })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    hang: path => new Promise(caught => (hold = { path, caught })),
  }
}

/** Bodies are not needed here: what is held back are questions. */
async function forward(target: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { authorization = '', accept = '' } = request.headers
  const headers = { authorization, accept, 'ocs-apirequest': 'true' }
  const answer = await fetch(`${target}${request.url}`, { method: request.method ?? 'GET', headers })
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' })
  response.end(await answer.text())
}
