import type { Log } from '../../lib/log.js'
import type { Grant } from '../../storage/storage.js'
import { KEEP_ALIVE_WITHIN_SECONDS } from './keep-alive-at.js'

/** Do grants lapse so soon after their last use that a server which stands still for a day loses them? Only a grant can tell. */
export interface ShortLives {
  /** Every grant that lapses within a day, as of now; each time all of them. */
  seen(grants: readonly Lived[]): void
  /** For the status, the log and the doctor: what does not work, and what to set. */
  warnings(): readonly string[]
}

type Lived = Pick<Grant, 'refreshExpiresAt' | 'lastRefreshAt' | 'provisionedAt'>

export function shortLives(log: Pick<Log, 'warn'>): ShortLives {
  let shortest: number | undefined
  const warnings = () => (shortest === undefined ? [] : [warningOf(shortest)])
  return {
    seen(grants) {
      const known = shortest
      const lives = grants.map(lifeOf).filter(life => life < KEEP_ALIVE_WITHIN_SECONDS)
      shortest = lives.length === 0 ? undefined : Math.min(...lives)
      if (known === undefined) for (const warning of warnings()) log.warn({}, warning)
    },
    warnings,
  }
}

/** Seconds from the last use. */
const lifeOf = ({ refreshExpiresAt: end, lastRefreshAt, provisionedAt }: Lived) =>
  end === null ? Infinity : end - Math.max(lastRefreshAt ?? 0, provisionedAt)

const warningOf = (seconds: number) =>
  `A stored grant lapses ${Math.round(seconds / 60)} minutes after its last use: this server refreshes it in time, but does not outlast a longer stop.` +
  ' For Nextcloud: occ config:app:set oidc refresh_expire_time --value=2592000 (a number; "never" keeps less).'
