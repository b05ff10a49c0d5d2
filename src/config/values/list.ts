import { isIP } from 'node:net'
import { valueKind, type Refuse, type ValueKind } from './value-kind.js'

/** Entries separated by commas; empty ones are left out. */
export function commaList(type = 'list, separated by commas'): ValueKind<readonly string[]> {
  return valueKind(type, split)
}

/** OAuth scopes, separated by spaces or commas, each once (RFC 6749, section 3.3). */
export function scopeList(): ValueKind<readonly string[]> {
  return valueKind('scopes, separated by spaces', (text, refuse) => {
    const scopes = [...new Set(text.split(/[\s,]+/).filter(Boolean))]
    if (scopes.every(scope => /^[\w:./-]+$/.test(scope))) return scopes
    return refuse('holds a character that Nextcloud refuses in a scope.', 'Use letters, digits and _ : . / - only.')
  })
}

/** Host names in lower case, ports left out; `*` stands for all. */
export function hostList(): ValueKind<readonly string[]> {
  return valueKind('host names, separated by commas', (text, refuse) => {
    const names = split(text).map(name => name.toLowerCase().replace(/:(\d+|\*)$/, ''))
    if (names.every(name => name === '*' || /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)$/.test(name))) return names
    return refuse('holds something that is not a host name.', 'Write names such as mcp.example.com, without http://.')
  })
}

/** Origins (RFC 6454), normalised; `*` stands for all. */
export function originList(): ValueKind<readonly string[]> {
  return valueKind('origins, separated by commas', (text, refuse) => {
    const origins = split(text).map(originOf)
    if (origins.every(origin => origin !== undefined)) return origins
    return refuse('holds something that is not an origin.', 'Write scheme and host only: https://app.example.com.')
  })
}

/** IP addresses and CIDR ranges. */
export function addressList(): ValueKind<readonly string[]> {
  return valueKind('IP addresses or ranges, separated by commas', readAddresses)
}

function readAddresses(text: string, refuse: Refuse): readonly string[] {
  const entries = split(text)
  if (entries.includes('*')) {
    return refuse('"*" would let every caller choose its own address.', 'Write the addresses of your proxies.')
  }
  if (entries.every(isAddressOrRange)) return entries
  return refuse('holds something that is not an IP address.', 'Write 10.0.0.5 or 10.0.0.0/8; names do not work here.')
}

function split(text: string): readonly string[] {
  return text
    .split(',')
    .map(entry => entry.trim())
    .filter(Boolean)
}

function originOf(entry: string): string | undefined {
  if (entry === '*') return entry
  if (!/^https?:\/\/[^/?#@\s\\]+\/?$/i.test(entry) || !URL.canParse(entry)) return undefined
  return new URL(entry).origin
}

function isAddressOrRange(entry: string): boolean {
  const [address = '', prefix, ...rest] = entry.split('/')
  const family = isIP(address)
  if (family === 0 || rest.length > 0) return false
  if (prefix === undefined) return true
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128)
}
