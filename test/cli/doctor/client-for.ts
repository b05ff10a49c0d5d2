import type { Test } from 'tap'
import { waitingPorts } from '../../../src/cli/waiting-ports.js'
import type { Config } from '../../../src/config/config.js'
import { silentLog } from '../../../src/lib/log.js'
import { createHttpClient } from '../../../src/nextcloud/create-http-client.js'
import type { HttpClient } from '../../../src/nextcloud/http-client.js'

/** The real HTTP client for a configuration, closed when the test ends. */
export function clientFor(t: Test, config: Config): HttpClient {
  const client = createHttpClient(config.nextcloud, { ports: waitingPorts, log: silentLog, userAgent: 'test' })
  t.teardown(() => client.close())
  return client
}
