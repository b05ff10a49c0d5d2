import { isIPv6 } from 'node:net'

/** Bits of an IPv6 address that belong to one customer; one person owns at least all the rest. */
const PREFIX_BITS = 64

/**
 * What a limit per client counts: the address itself for IPv4 (also when it is written as `::ffff:192.0.2.1`), the network for IPv6.
 *
 * @param ip - as the socket or the trusted proxy names it; anything else is returned as it is.
 * @param prefixBits - a multiple of 4.
 * @returns e.g. `192.0.2.1`, or the prefix of an IPv6 address in hex digits.
 */
export function clientNetwork(ip: string, prefixBits = PREFIX_BITS): string {
  if (!ip.includes(':')) return ip
  const [address = ''] = ip.split('%')
  if (!isIPv6(address)) return ip
  const mapped = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  return mapped ?? expand(address).slice(0, prefixBits / 4)
}

function expand(address: string): string {
  const [head = '', tail] = hexOnly(address).split('::')
  const left = groups(head)
  if (tail === undefined) return left.join('')
  const right = groups(tail)
  return [...left, ...Array<string>(8 - left.length - right.length).fill('0000'), ...right].join('')
}

const groups = (part: string) => (part === '' ? [] : part.split(':').map(group => group.toLowerCase().padStart(4, '0')))

/** `64:ff9b::192.0.2.1` as `64:ff9b::c000:201`. */
function hexOnly(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, ...bytes: string[]) => {
    const [a, b, c, d] = bytes.slice(0, 4).map(byte => Number(byte).toString(16).padStart(2, '0'))
    return `${a}${b}:${c}${d}`
  })
}
