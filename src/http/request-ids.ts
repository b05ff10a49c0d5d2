import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import type { Random } from '../lib/ports.js'

/** Words that are safe in logs, in headers and on a page. */
const WELL_FORMED = /^[\w.-]{8,64}$/

/**
 * Names each request: as a trusted proxy does in `X-Request-Id`, so that its log and ours can be laid side by side, else by a random prefix of this process and
 * a counter. Nobody else may choose the name under which they are logged; names are no secret.
 *
 * @param proxies - `FORWARDED_ALLOW_IPS`: addresses and CIDR ranges.
 */
export function requestIds(proxies: readonly string[], random: Random): (raw: IncomingMessage) => string {
  const trusted = listOf(proxies)
  const prefix = random(6).toString('base64url')
  let count = 0
  return raw => {
    const given = raw.headers['x-request-id']
    if (typeof given === 'string' && WELL_FORMED.test(given) && trusts(trusted, raw.socket.remoteAddress)) return given
    count += 1
    return `${prefix}-${count.toString(36)}`
  }
}

function listOf(proxies: readonly string[]): BlockList {
  const list = new BlockList()
  for (const entry of proxies) {
    const [address = '', bits] = entry.split('/', 2)
    if (isIP(address) === 0) continue
    if (bits === undefined) list.addAddress(address, familyOf(address))
    else list.addSubnet(address, Number(bits), familyOf(address))
  }
  return list
}

function trusts(list: BlockList, address: string | undefined): boolean {
  const bare = address?.replace(/^::ffff:(?=\d+\.)/i, '') ?? ''
  return isIP(bare) !== 0 && list.check(bare, familyOf(bare))
}

const familyOf = (address: string) => (address.includes(':') ? 'ipv6' : 'ipv4')
