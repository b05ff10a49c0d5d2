/** A value that is looked up when somebody asks, with labels in our own words. */
export interface Reading {
  value: number
  labels?: Readonly<Record<string, string>>
}

/** Something that is not counted but looked at. */
export interface GaugeSource {
  /** By Prometheus' rules: `mcp_webhook_queue_size`. */
  name: string
  help: string
  labels?: readonly string[]
  /** A source that fails shows nothing; the others are shown all the same. */
  read(): readonly Reading[] | Promise<readonly Reading[]>
}

/** How an attempt to get a fresh access token from a stored grant ended. */
export type RefreshResult = 'ok' | 'not_provisioned' | 'reauth_required' | 'unavailable'

/**
 * Counts what happens. Labels are our own words, HTTP methods and patterns of routes: never an id, an address, or anything that a caller chose. Counting never fails.
 */
export interface Metrics {
  requestStarted(): void
  /** @param request.route - the pattern, e.g. `/api/v1/users/:userId/access`. */
  requestEnded(request: { method: string; route: string; status: number; seconds: number }): void
  /** @param result - `valid`, or the reason of the refusal. */
  tokenJudged(surface: string, kind: 'jwt' | 'opaque' | 'none', result: string): void
  tokenCacheAsked(hit: boolean): void
  /** @param result - `valid`, or the code of the refusal. */
  basicJudged(result: string): void
  grantRefreshed(result: RefreshResult): void
  /** A stored secret could not be opened (STO-6). */
  decryptionFailed(purpose: string): void
  /** @param result - the status, or why there is none. */
  upstreamAnswered(app: string, method: string, result: number | 'timeout' | 'unreachable' | 'failed'): void
  gauge(source: GaugeSource): void
  /** Everything, as Prometheus reads it. */
  exposition(): Promise<{ contentType: string; text: string }>
}

/** Counts nothing; for tests, tools on the command line, and servers that were told not to. */
export const silentMetrics: Metrics = {
  requestStarted: () => {},
  requestEnded: () => {},
  tokenJudged: () => {},
  tokenCacheAsked: () => {},
  basicJudged: () => {},
  grantRefreshed: () => {},
  decryptionFailed: () => {},
  upstreamAnswered: () => {},
  gauge: () => {},
  exposition: async () => ({ contentType: 'text/plain', text: '' }),
}
