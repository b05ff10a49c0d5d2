import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** IANA IPv4 special-purpose addresses, and multicast and what is reserved. */
const NOT_PUBLIC_4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const

/** Within 2000::/3, the only part that is routed: protocol assignments with Teredo, documentation, 6to4. */
const NOT_PUBLIC_6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const

/**
 * Is it an address of the public internet? Private, loopback, link-local, shared, documentation, multicast and reserved ones are not, nor
 * are those that carry an IPv4 address inside.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !blocked4.check(address, 'ipv4')
  return isIPv6(address) && routed6.check(address, 'ipv6') && !blocked6.check(address, 'ipv6')
}

const blocked4 = blockList(NOT_PUBLIC_4, 'ipv4')
const blocked6 = blockList(NOT_PUBLIC_6, 'ipv6')
const routed6 = blockList([['2000::', 3]], 'ipv6')

function blockList(subnets: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family)
  return list
}
