import type { Test } from 'tap'
import { silentLog } from '../../src/lib/log.js'
import { createHttpClient, type HttpClientConfig } from '../../src/nextcloud/create-http-client.js'
import type { HttpClient } from '../../src/nextcloud/http-client.js'

/** A real client whose clock is real, whose chance is 0, and whose waiting is only written down. */
export function testHttpClient(t: Test, config: Partial<HttpClientConfig> = {}): { http: HttpClient; waits: number[] } {
  const waits: number[] = []
  const http = createHttpClient(
    { verifyTls: true, caBundle: undefined, keepAlive: true, forwardClientIp: false, ...config },
    {
      userAgent: 'test/1',
      log: silentLog,
      ports: {
        now: Date.now,
        random: size => Buffer.alloc(size),
        sleep: async (ms, signal) => {
          signal?.throwIfAborted()
          waits.push(ms)
        },
      },
    },
  )
  t.teardown(() => http.close())
  return { http, waits }
}
