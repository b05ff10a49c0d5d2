import type { Agent } from 'undici'
import { AppError } from '../errors/app-error.js'
import { Cancelled } from '../errors/nextcloud-errors.js'
import { UnsafePath } from '../errors/unsafe-path.js'
import type { Log } from '../lib/log.js'
import type { Ports } from '../lib/ports.js'
import type { Credential, HttpClient, HttpRequest, HttpResponse } from './http-client.js'
import { connectionFailure } from './http/connection-failure.js'
import { exchange, type WireRequest } from './http/exchange.js'
import { openAgent, type AgentOptions } from './http/open-agent.js'
import { retryDelay } from './http/retry-delay.js'

const DEFAULT_TIMEOUT_MS = 30_000
const DEFAULT_MAX_BYTES = 10 * 1024 * 1024

/** The part of the Nextcloud settings that the client reads. */
export interface HttpClientConfig extends AgentOptions {
  forwardClientIp: boolean
}

export interface HttpClientOptions {
  ports: Pick<Ports, 'now' | 'random' | 'sleep'>
  userAgent: string
  log: Log
}

/** The client for every request that leaves for Nextcloud or its identity provider. @throws {ConfigError} for an unreadable CA bundle. */
export function createHttpClient(config: HttpClientConfig, options: HttpClientOptions): HttpClient {
  const agent = openAgent(config)
  const fixed = { 'user-agent': options.userAgent, 'ocs-apirequest': 'true' }
  return {
    send: async request =>
      sendPatiently(agent, request, dispatchOptions(request, fixed, config.forwardClientIp), options),
    close: () => agent.close(),
  }
}

async function sendPatiently(
  agent: Agent,
  request: HttpRequest,
  dispatch: WireRequest['options'],
  { ports, log }: HttpClientOptions,
): Promise<HttpResponse> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, maxBytes = DEFAULT_MAX_BYTES, signal } = request
  const deadline = ports.now() + timeoutMs
  for (let attempt = 1; ; attempt += 1) {
    const remainingMs = Math.max(1, deadline - ports.now())
    const outcome = await settle(exchange(agent, { options: dispatch, timeoutMs: remainingMs, maxBytes, signal }))
    const delayMs = retryDelay(request, outcome, attempt, ports)
    if (delayMs === undefined || ports.now() + delayMs >= deadline) return unwrap(outcome)
    log.debug({ method: request.method, attempt, delayMs: Math.round(delayMs) }, 'repeating a request')
    await pause(ports, delayMs, signal)
  }
}

/** Failures as values, so that one place decides about both. */
const settle = (response: Promise<HttpResponse>): Promise<HttpResponse | Error> =>
  response.catch((error: unknown) => (error instanceof Error ? error : connectionFailure(error, true)))

function unwrap(outcome: HttpResponse | Error): HttpResponse {
  if (outcome instanceof Error) throw outcome
  return outcome
}

async function pause(ports: Pick<Ports, 'sleep'>, ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await ports.sleep(ms, signal)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new Cancelled('The caller gave up.')
  }
}

type FixedHeaders = Readonly<Record<string, string>>

function dispatchOptions(request: HttpRequest, fixed: FixedHeaders, forwardClientIp: boolean): WireRequest['options'] {
  const { origin, pathname, search } = parseUrl(request.url)
  const headers: Record<string, string> = { ...fixed, ...request.headers }
  if (request.credential) headers['authorization'] = authorization(request.credential)
  if (forwardClientIp && request.clientIp !== undefined) headers['x-forwarded-for'] = request.clientIp
  return { origin, path: pathname + search, method: request.method, headers, body: request.body ?? null }
}

/** Refuses what `URL` would resolve silently: a second lock behind the path builders. */
function parseUrl(url: string): URL {
  const [beforeQuery = ''] = url.split('?', 1)
  if (DOT_SEGMENT.test(beforeQuery) || !URL.canParse(url)) throw new UnsafePath()
  return new URL(url)
}

const DOT_SEGMENT = /[/\\](?:\.|%2e){1,2}(?:[/\\]|$)/i

function authorization(credential: Credential): string {
  if (credential.kind === 'bearer') return `Bearer ${credential.token.reveal()}`
  if (credential.encoded) return `Basic ${credential.encoded.reveal()}`
  const pair = `${credential.loginName}:${credential.password.reveal()}`
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`
}
