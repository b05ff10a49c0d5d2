import type { Config } from '../../config/config.js'
import type { ConfigWarning } from '../../config/finding.js'
import type { Clock } from '../../lib/ports.js'
import type { HttpClient } from '../../nextcloud/http-client.js'
import { isServed } from '../commands/run.js'
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

/** Everything that can be checked without a person's password, in the order in which one would repair it. */
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
    ...results,
    ...checkClient(config, provider),
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
  const fix =
    'For hybrid mode set ENABLE_MULTI_USER_BASIC_AUTH=true, ENABLE_OFFLINE_ACCESS=true and TOKEN_ENCRYPTION_KEY.'
  const served: CheckResult = isServed(mode)
    ? { name: 'mode', status: 'ok', message: `${mode} mode` }
    : { name: 'mode', status: 'fail', message: `${mode} mode is valid, but not served by this release`, fix }
  return [...told, served]
}
