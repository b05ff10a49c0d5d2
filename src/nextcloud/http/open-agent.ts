import { readFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'
import { Agent } from 'undici'
import { ConfigError } from '../../errors/config-error.js'

const CONNECT_TIMEOUT_MS = 5_000
const MAX_CONNECTIONS_PER_ORIGIN = 256

export interface AgentOptions {
  verifyTls: boolean
  /** Path of a PEM file, trusted besides the certificates that Node brings. */
  caBundle: string | undefined
  /** false: one connection per request, for proxies that hand out answers of somebody else. */
  keepAlive: boolean
}

/** Connections to Nextcloud: HTTP/1.1, one request at a time on each. @throws {ConfigError} for a CA bundle that cannot be read. */
export function openAgent({ verifyTls, caBundle, keepAlive }: AgentOptions): Agent {
  const ca = caBundle === undefined ? undefined : [...rootCertificates, readBundle(caBundle)]
  return new Agent({
    allowH2: false,
    pipelining: keepAlive ? 1 : 0,
    connections: MAX_CONNECTIONS_PER_ORIGIN,
    // The exchange has one timer for all of it.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: CONNECT_TIMEOUT_MS, rejectUnauthorized: verifyTls, ...(ca && { ca }) },
  })
}

function readBundle(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    const variable = 'NEXTCLOUD_CA_BUNDLE'
    throw new ConfigError([{ variable, problem: 'The file cannot be read.', fix: 'Name a readable PEM file.' }])
  }
}
