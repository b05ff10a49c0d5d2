import { inSpan } from '../lib/in-span.js'
import type { SpanFacts, Tracing } from '../lib/tracing.js'
import { appOfUrl } from './app-of-url.js'
import type { HttpClient, HttpRequest } from './http-client.js'

/**
 * The same client, each request a span by method and app; its repetitions are one span. The trace is not passed on: Nextcloud makes nothing of it, and a
 * provider or a proxy on the way is not told which of our requests belong together.
 */
export function tracedHttpClient(
  client: HttpClient,
  { tracing, baseUrl }: { tracing: Tracing; baseUrl: string },
): HttpClient {
  return {
    send: request =>
      inSpan(tracing, factsOf(request, baseUrl), async span => {
        const response = await client.send(request)
        span.set({ 'http.response.status_code': response.status })
        if (response.status >= 400) span.fail(String(response.status))
        return response
      }),
    close: () => client.close(),
  }
}

function factsOf({ method, url }: HttpRequest, baseUrl: string): SpanFacts {
  const app = appOfUrl(url, baseUrl)
  return {
    name: `${method} ${app}`,
    kind: 'client',
    attributes: { 'http.request.method': method, 'ncmcp.nextcloud.app': app },
  }
}
