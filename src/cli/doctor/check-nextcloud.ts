import { z } from 'zod'
import type { NextcloudConfig } from '../../config/config.js'
import { AppError } from '../../errors/app-error.js'
import type { Clock } from '../../lib/ports.js'
import { endpoints } from '../../nextcloud/endpoints.js'
import type { HttpClient, HttpResponse } from '../../nextcloud/http-client.js'
import { parseJson, readOcs } from '../../nextcloud/ocs-envelope.js'
import { checkClock } from './check-clock.js'
import type { CheckResult } from './check-result.js'

const TIMEOUT_MS = 10_000
/** webhook_listeners came with Nextcloud 30. */
const OLDEST_MAJOR = 30

/** `status.php` of Nextcloud core: anonymous, and never counted by its brute-force protection. */
const Status = z.object({
  installed: z.boolean(),
  maintenance: z.boolean(),
  needsDbUpgrade: z.boolean().default(false),
  versionstring: z.string().max(40),
})

/** Is Nextcloud there, is it well, does OCS v2 speak, and do its clock and ours agree? */
export async function checkNextcloud(config: NextcloudConfig, http: HttpClient, now: Clock): Promise<CheckResult[]> {
  const response = await ask(http, `${config.url}/status.php`)
  if ('failure' in response) return [unreachable(response.failure)]
  const status = checkStatus(response)
  const clock = checkClock(response.headers['date'], now())
  return status.status === 'fail' ? [status, clock] : [status, await checkOcs(config, http, now), clock]
}

async function ask(http: HttpClient, url: string): Promise<HttpResponse | { failure: string }> {
  try {
    return await http.send({ method: 'GET', url, timeoutMs: TIMEOUT_MS, maxBytes: 1024 * 1024, retry: 'never' })
  } catch (error) {
    return { failure: error instanceof AppError ? error.message : 'the request could not be made' }
  }
}

function unreachable(reason: string): CheckResult {
  const fix = 'Check NEXTCLOUD_HOST, name resolution, firewalls, and NEXTCLOUD_CA_BUNDLE for a private authority.'
  return { name: 'nextcloud', status: 'fail', message: `no answer: ${reason}`, fix }
}

function checkStatus({ status, headers, body }: HttpResponse): CheckResult {
  if (status >= 300 && status < 400) return redirected(headers['location'])
  const parsed = Status.safeParse(parseJson(body))
  if (status !== 200 || !parsed.success) {
    const fix = 'Check NEXTCLOUD_HOST: it must be the address of Nextcloud itself, with its sub-path if it has one.'
    return {
      name: 'nextcloud',
      status: 'fail',
      message: `status.php answers ${status} and is not that of Nextcloud`,
      fix,
    }
  }
  return judge(parsed.data)
}

function redirected(location: string | undefined): CheckResult {
  const isToHttps = location?.startsWith('https:') ?? false
  const fix = isToHttps ? 'Write https:// in NEXTCLOUD_HOST.' : 'Write the final address into NEXTCLOUD_HOST.'
  const message = 'redirects elsewhere; passwords are never sent along a redirect'
  return { name: 'nextcloud', status: 'fail', message, fix }
}

function judge({ installed, maintenance, needsDbUpgrade, versionstring }: z.output<typeof Status>): CheckResult {
  const told = { name: 'nextcloud', message: `Nextcloud ${versionstring}` }
  const fail = (message: string, fix: string): CheckResult => ({ ...told, status: 'fail', message, fix })
  if (!installed) return fail('Nextcloud is not installed yet', 'Finish its installation.')
  if (maintenance) return fail('maintenance mode is on', 'occ maintenance:mode --off')
  if (needsDbUpgrade) return fail('Nextcloud waits for its upgrade', 'occ upgrade')
  const isOld = Number.parseInt(versionstring, 10) < OLDEST_MAJOR
  const fix = `Upgrade to ${OLDEST_MAJOR} or later; webhooks need it.`
  return isOld ? { ...told, status: 'warn', fix } : { ...told, status: 'ok' }
}

async function checkOcs({ url }: NextcloudConfig, http: HttpClient, now: Clock): Promise<CheckResult> {
  const response = await ask(http, endpoints(url).ocs('/cloud/capabilities?format=json'))
  if ('failure' in response) return { ...unreachable(response.failure), name: 'ocs' }
  try {
    readOcs(response, z.unknown(), { kind: 'ocs' }, now())
    return { name: 'ocs', status: 'ok', message: 'OCS v2 answers' }
  } catch {
    const fix = 'Let the proxy in front of Nextcloud pass /ocs/, and check the sub-path in NEXTCLOUD_HOST.'
    return { name: 'ocs', status: 'fail', message: `OCS v2 answers ${response.status} and not in its own format`, fix }
  }
}
