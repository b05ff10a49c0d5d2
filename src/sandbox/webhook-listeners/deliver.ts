import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'

/** One delivery on its way out. */
export interface Delivery {
  method: string
  uri: string
  headers: Record<string, string>
  body: string
}

const TIMEOUT_MS = 10_000

/**
 * Sends it once, with the headers that were recorded and no Content-Type. The answer is not looked at, and a failure is
 * no news: `webhook_listeners` does not repeat.
 */
export function deliver({ method, uri, headers, body }: Delivery): Promise<void> {
  if (!URL.canParse(uri)) return Promise.resolve()
  const request = uri.startsWith('https:') ? requestHttps : requestHttp
  return new Promise(resolve => {
    const outgoing = request(uri, {
      method,
      timeout: TIMEOUT_MS,
      headers: {
        ...headers,
        'user-agent': 'Nextcloud Server Crawler',
        'accept-encoding': 'gzip',
        'content-length': String(Buffer.byteLength(body)),
      },
    })
    outgoing.on('response', response => response.resume().on('close', resolve))
    outgoing.on('timeout', () => outgoing.destroy())
    outgoing.on('error', () => resolve())
    outgoing.end(body)
  })
}
