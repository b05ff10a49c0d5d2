import type { Ports, Stop } from '../../src/lib/ports.js'
import type { HttpClient } from '../../src/nextcloud/http-client.js'

/** What is known of Nextcloud's reachability, without asking it now. */
export interface NextcloudWatch {
  /** `ok`, `unknown` before the first answer, or `error: …` in our own words. */
  state(): string
  start(): void
  stop(): void
}

const INTERVAL_MS = 60_000
const TIMEOUT_MS = 5_000

/** Asks `status.php` once a minute (Nextcloud core; anonymous, not counted by brute-force protection). */
export function watchNextcloud(http: HttpClient, baseUrl: string, ports: Pick<Ports, 'every'>): NextcloudWatch {
  let state = 'unknown'
  let stop: Stop = () => {}
  const probe = async () => {
    state = await ask(http, baseUrl)
  }
  return {
    state: () => state,
    start: () => {
      void probe()
      stop = ports.every(INTERVAL_MS, () => {
        void probe()
      })
    },
    stop: () => stop(),
  }
}

async function ask(http: HttpClient, baseUrl: string): Promise<string> {
  try {
    const response = await http.send({
      method: 'GET',
      url: `${baseUrl}/status.php`,
      timeoutMs: TIMEOUT_MS,
      retry: 'never',
    })
    if (response.status !== 200) return `error: status.php answers ${response.status}`
    return /"maintenance"\s*:\s*true/.test(response.body.toString()) ? 'error: maintenance mode is on' : 'ok'
  } catch {
    return 'error: no answer'
  }
}
