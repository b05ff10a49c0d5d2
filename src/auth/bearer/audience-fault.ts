import type { OidcSession } from '../oidc/oidc-runtime.js'
import { isOurUrl } from './is-our-url.js'
import type { TokenFacts } from './token-facts.js'
import type { RejectionReason } from './token-verifier.js'

export type Surface = 'management' | 'mcp'

export interface AudienceRules {
  surface: Surface
  publicUrl: string
  /** `ALLOWED_MGMT_CLIENT`. */
  allowedClients: readonly string[]
  session: OidcSession
}

/**
 * Was the token made for us? (VER-11, VER-12)
 *
 * @returns the reason to refuse it, or undefined.
 */
export function audienceFault(facts: TokenFacts, rules: AudienceRules): RejectionReason | undefined {
  return rules.surface === 'management' ? managementFault(facts, rules) : mcpFault(facts, rules)
}

/**
 * With a list of clients the list decides. Without one, any client of the provider may come, with a token that names us. Introspection by Nextcloud names the
 * owner in `aud`, but says `active` to us about a foreign client's token only when its resource is ours; about our own client's tokens that proves nothing.
 */
function managementFault(facts: TokenFacts, { publicUrl, allowedClients, session }: AudienceRules) {
  if (allowedClients.length > 0) return includes(allowedClients, facts.clientId) ? undefined : 'not_allowlisted'
  if (facts.proof === 'userinfo' || namesUs(facts, publicUrl)) return undefined
  return provenForeign(facts, session) ? undefined : 'bad_audience'
}

function mcpFault(facts: TokenFacts, { publicUrl, session }: AudienceRules) {
  const { client, provider } = session
  if (namesUs(facts, publicUrl) || provenForeign(facts, session)) return undefined
  if (facts.audience.includes(client.id) && (facts.typed || facts.proof === 'introspection')) return undefined
  const unnamed = facts.audience.length === 0 && facts.proof !== 'userinfo'
  return unnamed && facts.clientId === client.id && !provider.isNextcloud ? undefined : 'bad_audience'
}

function provenForeign({ proof, clientId }: TokenFacts, { client, provider }: OidcSession): boolean {
  return proof === 'introspection' && provider.isNextcloud && clientId !== undefined && clientId !== client.id
}

const namesUs = ({ audience }: TokenFacts, publicUrl: string) => audience.some(name => isOurUrl(name, publicUrl))

const includes = (list: readonly string[], value: string | undefined) => value !== undefined && list.includes(value)
