import type { Log } from '../../lib/log.js'
import type { Secret } from '../../lib/secret.js'
import type { Audit } from '../audit.js'
import { audienceFault } from './audience-fault.js'
import { issuerStands } from './issuer-stands.js'
import { userIdClaim } from '../user-id.js'
import { withUser } from './mapped-user.js'
import { proveToken, type ProofContext } from './prove-token.js'
import { clientFault, type FactsResult, type Rejection, type TokenFacts } from './token-facts.js'
import type { RejectionReason } from './token-verifier.js'
import { userinfo, type UserInfo } from './userinfo.js'

export interface JudgeContext extends ProofContext {
  audit: Audit
  log: Log
  /** Remembers that an unlisted issuer was logged. @returns true the first time. */
  firstSight: (issuer: string) => boolean
}

/**
 * Everything that a token must pass when it is not remembered: proof, issuer, audience, and the provider's word that it still lives (VER-8).
 * A real token that is turned away is written to the audit trail; noise is not.
 */
export async function judgeToken(token: Secret, context: JudgeContext): Promise<FactsResult> {
  const { config, session } = context
  const proven = await proveToken(token, context)
  if (!proven.ok) return proven
  const refused = refusal(proven.facts, context)
  if (refused) return deny(refused, proven.facts, context)
  const alive = await askLiveness(token, proven.facts, context)
  const judged = alive.ok ? withUser(proven.facts, userIdClaim(config, session.provider), alive.user) : alive
  if (!judged.ok)
    return judged.fault === 'client' ? { ...judged, ...deny(judged.reason, proven.facts, context) } : judged
  noteIssuer(proven.facts, context)
  return judged
}

/** Asks the provider, unless that is switched off and the issuer is one that we know. Used again for remembered tokens when it is to be asked always. */
export async function livenessFault(
  token: Secret,
  facts: AskedFacts,
  context: Pick<ProofContext, 'config' | 'session' | 'http'>,
): Promise<Rejection | undefined> {
  const alive = await askLiveness(token, facts, context)
  return alive.ok ? undefined : alive
}

type AskedFacts = Pick<TokenFacts, 'sub' | 'unlistedIssuer' | 'proof'>

/** @returns without `user` when nobody had to be asked. */
async function askLiveness(
  token: Secret,
  facts: AskedFacts,
  { config, session, http }: Pick<ProofContext, 'config' | 'session' | 'http'>,
): Promise<{ ok: true; user?: UserInfo } | Rejection> {
  if (facts.proof === 'userinfo') return { ok: true }
  if (config.tokens.liveness === 'off' && facts.unlistedIssuer === undefined) return { ok: true }
  const url = session.provider.userinfoEndpoint
  if (url === undefined) return facts.unlistedIssuer === undefined ? { ok: true } : clientFault('bad_issuer')
  const info = await userinfo(http, url, token)
  if (!info.ok) return info
  return info.user.sub === facts.sub ? info : clientFault('subject_mismatch')
}

function refusal(facts: TokenFacts, context: JudgeContext): RejectionReason | undefined {
  const { surface, config, session } = context
  if (!issuerStands(facts, { surface, config, provider: session.provider })) return 'bad_issuer'
  const { allowedClients } = config.management
  return audienceFault(facts, { surface, session, allowedClients, publicUrl: config.server.publicUrl })
}

function deny(
  reason: RejectionReason,
  { sub, mappedUser, clientId }: TokenFacts,
  { surface, audit }: JudgeContext,
): Rejection {
  const client = clientId === undefined ? null : safeName(clientId)
  audit.record('bearer.refused', 'denied', {
    userId: mappedUser ?? sub,
    clientId: client,
    reason: `${surface}: ${reason}`,
  })
  return clientFault(reason)
}

function noteIssuer({ unlistedIssuer }: TokenFacts, { log, firstSight }: JudgeContext): void {
  if (unlistedIssuer === undefined || !firstSight(unlistedIssuer)) return
  const fields = { issuer: unlistedIssuer.slice(0, 200) }
  log.warn(
    fields,
    'a token of an unlisted issuer was taken, because Nextcloud confirms it; MGMT_STRICT_ISSUER=true refuses these',
  )
}

/** For logs: 64 characters at most, and only harmless ones. */
export function safeName(clientId: string): string {
  return clientId.slice(0, 64).replace(/[^\w.:/@-]/g, '?')
}
