import type { Config } from '../../config/config.js'
import type { CheckResult } from './check-result.js'

const LOOPBACK = ['127.0.0.1', '::1', 'localhost']

/** Do we learn the addresses of callers, and does Nextcloud? Both throttle by them. */
export function checkProxies({ server, nextcloud, mode }: Config): CheckResult[] {
  const isBasic = mode === 'hybrid' || mode === 'multi_user_basic'
  return [callers(server), ...(isBasic ? [forwarding(nextcloud.forwardClientIp)] : [])]
}

function callers({ host, publicUrl, trustedProxies }: Config['server']): CheckResult {
  const trusted = trustedProxies.join(', ') || 'nobody'
  const behindProxy = publicUrl.startsWith('https:')
  const trustsOnlyItself = trustedProxies.every(address => LOOPBACK.includes(address))
  if (behindProxy && trustsOnlyItself && !LOOPBACK.includes(host)) {
    const message = `https ends at a proxy, but X-Forwarded-For is believed from ${trusted} only: all callers may look like one`
    return { name: 'proxies', status: 'warn', message, fix: 'Add the address of the proxy to FORWARDED_ALLOW_IPS.' }
  }
  return { name: 'proxies', status: 'ok', message: `X-Forwarded-For is believed from ${trusted}` }
}

function forwarding(isOn: boolean): CheckResult {
  const name = 'client-ip'
  if (isOn)
    return { name, status: 'ok', message: 'Nextcloud is told who calls; this server must be in its trusted_proxies' }
  const message = 'Nextcloud sees all failed logins as coming from this server and may block it for everybody'
  const fix =
    'Set NEXTCLOUD_FORWARD_CLIENT_IP=true and add this server to trusted_proxies of Nextcloud, or exempt it in its brute-force settings.'
  return { name, status: 'warn', message, fix }
}
