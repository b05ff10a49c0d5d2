import type { HttpClient, HttpRequest, HttpResponse } from '../../src/nextcloud/http-client.js'

/** Everything that leaves the server, and a place for somebody in the middle. */
export interface Wire extends HttpClient {
  sent: { request: HttpRequest; response: HttpResponse | undefined }[]
  /** Requests since the last `sent.splice(0)`, without the minute's look at `status.php`. */
  outbound(): string[]
  /** Changes what comes back. */
  rewrite: ((request: HttpRequest, response: HttpResponse) => HttpResponse | Promise<HttpResponse>) | undefined
}

/** A real client, watched. */
export function tapWire(inner: HttpClient): Wire {
  const sent: Wire['sent'] = []
  const wire: Wire = {
    sent,
    rewrite: undefined,
    outbound: () =>
      sent
        .filter(({ request }) => !request.url.endsWith('/status.php'))
        .map(({ request }) => `${request.method} ${new URL(request.url).pathname}`),
    async send(request) {
      const entry: Wire['sent'][number] = { request, response: undefined }
      sent.push(entry)
      const response = await inner.send(request)
      entry.response = response
      return wire.rewrite ? wire.rewrite(request, response) : response
    },
    close: () => inner.close(),
  }
  return wire
}

export const jsonAnswer = (body: unknown, status = 200): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(body)),
})

export const jsonOf = (response: HttpResponse | undefined): Record<string, unknown> =>
  JSON.parse(response?.body.toString() ?? '{}')
