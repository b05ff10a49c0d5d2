import { isIP } from 'node:net'
import type { Config } from '../config/config.js'

/** Clients send a handful of names; more are judged each time. */
const REMEMBERED = 100
const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]']

/** Host names and origins that requests may carry. */
export interface Allowed {
  host(header: string | undefined): boolean
  origin(header: string): boolean
}

/**
 * Who may be named by `Host` and `Origin`. A page that rebinds its own DNS name to our address (MCP 2025-11-25, Transports, Security)
 * carries a foreign name in both. An address literal cannot be rebound, so it passes.
 */
export function allowedBy(config: Config): Allowed {
  const hosts = new Set([...LOOPBACK_NAMES, ...config.server.allowedHosts.map(name => name.toLowerCase())])
  for (const url of [config.server.publicUrl, config.webhooks.baseUrl]) hosts.add(new URL(url).hostname)
  const origins = new Set([new URL(config.server.publicUrl).origin, ...config.server.allowedOrigins])
  const localOnly = isLoopback(config.server.host)
  const judged = new Map<string, boolean>()
  const judge = (header: string) => {
    const verdict = hosts.has('*') || isAllowedHost(header, hosts)
    if (judged.size < REMEMBERED) judged.set(header, verdict)
    return verdict
  }
  return {
    host: header => header !== undefined && (judged.get(header) ?? judge(header)),
    origin: header => origins.has('*') || origins.has(header) || (localOnly && isLoopbackOrigin(header)),
  }
}

function isAllowedHost(header: string, hosts: ReadonlySet<string>): boolean {
  const name = hostName(header)
  if (name === undefined) return false
  return hosts.has(name) || isIP(name.replace(/^\[|\]$/g, '')) !== 0
}

/** The name part of `Host` in lower case; undefined when it is not a host and an optional port (RFC 9110, section 7.2). */
function hostName(header: string): string | undefined {
  if (!/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.test(header)) return undefined
  return header.replace(/:\d{1,5}$/, '').toLowerCase()
}

function isLoopbackOrigin(origin: string): boolean {
  return URL.canParse(origin) && LOOPBACK_NAMES.includes(new URL(origin).hostname)
}

function isLoopback(host: string): boolean {
  return host === '::1' || LOOPBACK_NAMES.includes(host) || host.startsWith('127.')
}
