import type { Config } from '../../config/config.js'
import type { ConfigWarning } from '../../config/finding.js'
import type { Clock } from '../../lib/ports.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import { checkAccount } from './check-account.js'
import { checkClient } from './check-client.js'
import { checkDatabase } from './check-database.js'
import { checkNextcloud } from './check-nextcloud.js'
import { checkProvider } from './check-provider.js'
import { checkProxies } from './check-proxies.js'
import { checkPublicUrl } from './check-public-url.js'
import type { CheckResult } from './check-result.js'

export interface DoctorPorts {
  http: HttpClient
  now: Clock
}

/** Everything that can be checked without a password that is not in the settings, in the order in which one would repair it. */
export async function runChecks(
  config: Config,
  warnings: readonly ConfigWarning[],
  { http, now }: DoctorPorts,
): Promise<CheckResult[]> {
  const { results, provider } = await checkProvider(config, http)
  return [
    ...checkSettings(config, warnings),
    ...(await checkDatabase(config, now)),
    ...(await checkNextcloud(config.nextcloud, http, now)),
    ...(await checkAccount(config.nextcloud, http, now)),
    ...results,
    ...(await checkClient(config, provider, http)),
    ...(await checkPublicUrl(config, http)),
    ...checkProxies(config),
  ]
}

function checkSettings({ mode }: Config, warnings: readonly ConfigWarning[]): CheckResult[] {
  const told: CheckResult[] = warnings.map(({ level, variable, message }) => ({
    name: 'config',
    status: level === 'warn' ? 'warn' : 'ok',
    message: `${variable} ${message}`,
  }))
  return [...told, { name: 'mode', status: 'ok', message: `${mode} mode` }]
}
