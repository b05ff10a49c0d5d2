import type { NextcloudConfig } from '../../config/config.js'
import type { Clock } from '../../lib/ports.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import { probeUser } from '../../nextcloud/users/probe-user.js'
import type { CheckResult } from './check-result.js'

const name = 'account'
const APP_PASSWORD = 'Make an app password (Personal settings, Security) and set it as NEXTCLOUD_PASSWORD.'

/** Single-user mode: does Nextcloud take the account? One attempt, because Nextcloud counts them. */
export async function checkAccount(
  { credentials, url }: NextcloudConfig,
  http: HttpClient,
  now: Clock,
): Promise<CheckResult[]> {
  if (!credentials) return []
  const credential = { kind: 'basic' as const, loginName: credentials.username, password: credentials.password }
  const result = await probeUser(http, url, credential, { now })
  if (result.kind === 'ok') return [{ name, status: 'ok', message: 'Nextcloud takes the account of this server' }]
  if (result.kind === 'rejected' || result.kind === 'forbidden') {
    const message =
      result.kind === 'rejected'
        ? 'Nextcloud refuses the name or the password'
        : 'Nextcloud does not let the account in'
    return [{ name, status: 'fail', message, fix: APP_PASSWORD }]
  }
  return [{ name, status: 'warn', message: 'Nextcloud could not be asked about the account', fix: 'Try again later.' }]
}
