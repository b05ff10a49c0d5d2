import type { LookupAddress } from 'node:dns'
import { request, type RequestOptions } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { isPublicAddress } from './public-address.js'
import { resolveName } from './resolve-name.js'

export interface FetchedDocument {
  body: Buffer
  /** `max-age` of the answer, seconds; undefined: it says nothing. */
  maxAgeSeconds: number | undefined
}

/** @returns undefined for everything that is not a JSON document that may be fetched. */
export type FetchDocument = (url: string) => Promise<FetchedDocument | undefined>

export interface FetchOptions {
  userAgent: string
  /** Every address of a name. */
  resolve?: (hostname: string, signal: AbortSignal) => Promise<readonly LookupAddress[]>
  /** May we connect there? */
  permits?: (address: string, port: number) => boolean
  timeoutMs?: number
  tls?: Pick<RequestOptions, 'ca' | 'checkServerIdentity'>
}

const TIMEOUT_MS = 5_000
const MAX_BYTES = 64 * 1024
const HTTPS_PORT = 443

/**
 * Fetches a document whose address a stranger chose, so that it cannot make us talk to anything inside (GAP-34): the name is resolved first,
 * every address of it must be public, the connection goes to those that were checked, no redirect is followed, and time and size are
 * bounded. It carries nothing of us or of a person.
 */
export function createDocumentFetch(options: FetchOptions): FetchDocument {
  const { resolve = resolveName, permits = isPublicHttps, timeoutMs = TIMEOUT_MS } = options
  return async address => {
    const url = new URL(address)
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      const addresses = await withSignal(resolve(url.hostname, signal), signal)
      const port = Number(url.port || HTTPS_PORT)
      if (!addresses.every(one => permits(one.address, port))) return undefined
      return await get(url, addresses, signal, options)
    } catch {
      return undefined
    }
  }
}

const isPublicHttps = (address: string, port: number) => port === HTTPS_PORT && isPublicAddress(address)

function withSignal<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    signal.addEventListener('abort', () => fail(signal.reason), { once: true })
    work.then(done, fail)
  })
}

function get(
  url: URL,
  addresses: readonly LookupAddress[],
  signal: AbortSignal,
  { userAgent, tls = {} }: FetchOptions,
): Promise<FetchedDocument | undefined> {
  const [first] = addresses
  if (!first) return Promise.resolve(undefined)
  return new Promise((done, fail) => {
    const outgoing = request(url, {
      ...tls,
      agent: false,
      headers: { accept: 'application/json', 'user-agent': userAgent },
      lookup: (_hostname, { all }, callback) =>
        all ? callback(null, [...addresses]) : callback(null, first.address, first.family),
      signal,
    })
    outgoing.on('error', fail)
    outgoing.on('response', response => {
      read(response)
        .then(done, fail)
        .finally(() => outgoing.destroy())
    })
    outgoing.end()
  })
}

async function read(response: IncomingMessage): Promise<FetchedDocument | undefined> {
  if (response.statusCode !== 200 || !isJson(response.headers['content-type'])) return undefined
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > MAX_BYTES) return undefined
    chunks.push(bytes)
  }
  return { body: Buffer.concat(chunks), maxAgeSeconds: maxAge(response.headers['cache-control']) }
}

const isJson = (contentType: string | undefined) =>
  /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType ?? '')

function maxAge(cacheControl: string | undefined): number | undefined {
  if (/\bno-(?:store|cache)\b/i.test(cacheControl ?? '')) return 0
  const seconds = /\bmax-age=(\d{1,9})\b/i.exec(cacheControl ?? '')?.[1]
  return seconds === undefined ? undefined : Number(seconds)
}
