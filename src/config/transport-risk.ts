import { BlockList, isIP } from 'node:net'
import { isLoopbackHost } from './is-loopback-host.js'

const LOCAL_SUFFIXES = ['.local', '.internal', '.svc']

const nearby = new BlockList()
nearby.addSubnet('10.0.0.0', 8)
nearby.addSubnet('172.16.0.0', 12)
nearby.addSubnet('192.168.0.0', 16)
nearby.addSubnet('169.254.0.0', 16)
nearby.addSubnet('100.64.0.0', 10)
nearby.addSubnet('fc00::', 7, 'ipv6')
nearby.addSubnet('fe80::', 10, 'ipv6')

/**
 * CFG-12: how bad it is to send passwords to this address.
 *
 * @returns `none` for https and loopback; `private` for plain http to a private address (RFC 1918, 3927, 4193, 6598), a name
 * without a dot, `.local`, `.internal` or `.svc`; `public` for plain http to anything else.
 */
export function transportRisk(address: string): 'none' | 'private' | 'public' {
  const { protocol, hostname } = new URL(address)
  if (protocol === 'https:') return 'none'
  const host = hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
  if (isLoopbackHost(host)) return 'none'
  if (isIP(host) !== 0) return riskOfAddress(host)
  const isLocalName = !host.includes('.') || LOCAL_SUFFIXES.some(suffix => host.endsWith(suffix))
  return isLocalName ? 'private' : 'public'
}

function riskOfAddress(host: string): 'private' | 'public' {
  const family = isIP(host) === 4 ? 'ipv4' : 'ipv6'
  return nearby.check(host, family) ? 'private' : 'public'
}
