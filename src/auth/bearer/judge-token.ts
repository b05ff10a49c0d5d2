import type { Log } from '../../lib/log.js'
import type { Secret } from '../../lib/secret.js'
import type { Audit } from '../audit.js'
import { audienceFault } from './audience-fault.js'
import { issuerStands } from './issuer-stands.js'
import { proveToken, type ProofContext } from './prove-token.js'
import { clientFault, type FactsResult, type Rejection, type TokenFacts } from './token-facts.js'
import type { RejectionReason } from './token-verifier.js'
import { userinfo } from './userinfo.js'

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
  const proven = await proveToken(token, context)
  if (!proven.ok) return proven
  const refused = refusal(proven.facts, context)
  if (refused) return deny(refused, proven.facts, context)
  const dead = await livenessFault(token, proven.facts, context)
  if (dead) return dead.fault === 'client' ? { ...dead, ...deny(dead.reason, proven.facts, context) } : dead
  noteIssuer(proven.facts, context)
  return proven
}

/** Asks the provider, unless that is switched off and the issuer is one that we know. Used again for remembered tokens when it is to be asked always. */
export async function livenessFault(
  token: Secret,
  facts: Pick<TokenFacts, 'sub' | 'unlistedIssuer' | 'proof'>,
  { config, session, http }: Pick<ProofContext, 'config' | 'session' | 'http'>,
): Promise<Rejection | undefined> {
  if (facts.proof === 'userinfo') return undefined
  if (config.tokens.liveness === 'off' && facts.unlistedIssuer === undefined) return undefined
  const url = session.provider.userinfoEndpoint
  if (url === undefined) return facts.unlistedIssuer === undefined ? undefined : clientFault('bad_issuer')
  const info = await userinfo(http, url, token)
  if (!info.ok) return info
  return info.user.sub === facts.sub ? undefined : clientFault('subject_mismatch')
}

function refusal(facts: TokenFacts, context: JudgeContext): RejectionReason | undefined {
  const { surface, config, session } = context
  if (!issuerStands(facts, { surface, config, provider: session.provider })) return 'bad_issuer'
  const { allowedClients } = config.management
  return audienceFault(facts, { surface, session, allowedClients, publicUrl: config.server.publicUrl })
}

function deny(reason: RejectionReason, { sub, clientId }: TokenFacts, { surface, audit }: JudgeContext): Rejection {
  const client = clientId === undefined ? null : safeName(clientId)
  audit.record('bearer.refused', 'denied', { userId: sub, clientId: client, reason: `${surface}: ${reason}` })
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
