import { createServer } from 'node:http'
import { freePort } from './demo-world.js'

/** Where an MCP client on this computer waits for the browser to come back (RFC 8252, section 7.3). */
export interface CallbackListener {
  /** The client's redirect URI, `http://127.0.0.1:<port>/callback`. */
  url: string
  /** What the last browser brought, once; undefined while none came. */
  take(): URLSearchParams | undefined
  close(): Promise<void>
}

export async function startCallbackListener(): Promise<CallbackListener> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/callback`
  let brought: URLSearchParams | undefined
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    if (pathname !== '/callback') return void response.writeHead(404).end()
    brought = searchParams
    response.end('The assistant has its answer. You can close this page.')
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  const take = () => {
    const answer = brought
    brought = undefined
    return answer
  }
  const close = async () => {
    server.closeAllConnections()
    await new Promise<void>(resolve => server.close(() => resolve()))
  }
  return { url, take, close }
}
