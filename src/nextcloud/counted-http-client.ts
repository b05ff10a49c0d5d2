import { NextcloudTimeout, NextcloudUnavailable } from '../errors/nextcloud-errors.js'
import type { Metrics } from '../lib/metrics.js'
import { appOfUrl } from './app-of-url.js'
import type { HttpClient } from './http-client.js'

/** The same client, its answers counted by app, method and status. A request that was repeated counts once. */
export function countedHttpClient(
  client: HttpClient,
  { metrics, baseUrl }: { metrics: Metrics; baseUrl: string },
): HttpClient {
  return {
    async send(request) {
      const app = appOfUrl(request.url, baseUrl)
      try {
        const response = await client.send(request)
        metrics.upstreamAnswered(app, request.method, response.status)
        return response
      } catch (error) {
        metrics.upstreamAnswered(app, request.method, causeOf(error))
        throw error
      }
    },
    close: () => client.close(),
  }
}

function causeOf(error: unknown): 'timeout' | 'unreachable' | 'failed' {
  if (error instanceof NextcloudTimeout) return 'timeout'
  return error instanceof NextcloudUnavailable ? 'unreachable' : 'failed'
}
