import type { Log } from '../../lib/log.js'
import type { Grants } from '../../storage/storage.js'
import type { TokenBroker } from '../broker/token-broker.js'
import { BEARER_FIX, type BearerProbe } from './probe-bearer.js'

export interface ProbeWithGrantDeps {
  grants: Pick<Grants, 'lapsingBefore'> | undefined
  broker: Pick<TokenBroker, 'getAccessToken'>
  probe: Pick<BearerProbe, 'observe'>
  log: Log
}

/**
 * At start: lets one stored grant tell whether Nextcloud takes bearer tokens, as the person who left it. Without one the first token that comes will tell. Never rejects.
 */
export async function probeWithGrant({ grants, broker, probe, log }: ProbeWithGrantDeps): Promise<void> {
  const [grant] = (await grants?.lapsingBefore(Number.MAX_SAFE_INTEGER, 1).catch(unread(log))) ?? []
  if (!grant) {
    log.info({ bearer: 'unknown' }, `whether Nextcloud takes bearer tokens will show with the first one. ${BEARER_FIX}`)
    return
  }
  const principal = {
    userId: grant.userId,
    via: 'bearer' as const,
    scopes: [],
    credentialHash: `grant ${grant.userId}`,
  }
  probe.observe({
    principal,
    credential: async () => ({ kind: 'bearer', token: (await broker.getAccessToken(grant.userId)).token }),
    rejected: () => {},
    // It was refreshed for this very question.
    confirm: async () => ({ ok: true, principal }),
  })
}

function unread(log: Log): (error: unknown) => [] {
  return error => {
    log.warn({ err: error }, 'stored grants cannot be read; whether Nextcloud takes bearer tokens was not asked')
    return []
  }
}
