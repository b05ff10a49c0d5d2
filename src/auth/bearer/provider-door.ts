import type { Secret } from '../../lib/secret.js'
import type { BearerDoor, BearerLogin } from './bearer-door.js'
import type { BearerProbe } from './probe-bearer.js'
import { narrowPrincipal } from './narrow-principal.js'
import type { TokenVerifier } from './token-verifier.js'

export interface ProviderDoorOptions {
  /** Of the surface `mcp`. */
  verifier: Pick<TokenVerifier, 'verify' | 'confirm' | 'forget'>
  probe: Pick<BearerProbe, 'observe'>
  /** `MCP_SCOPES_REQUIRED`. */
  scopesRequired: boolean
}

/**
 * The door for tokens of the identity provider. Such a token is the person's own at Nextcloud, so it goes there as it came (VER-15).
 */
export function providerDoor({ verifier, probe, scopesRequired }: ProviderDoorOptions): BearerDoor {
  return {
    owns: () => true,
    async enter(token, network) {
      const result = await verifier.verify(header(token), network)
      if (!result.ok) return result
      const principal = narrowPrincipal(result.principal, { scopesRequired })
      const login: BearerLogin = {
        principal,
        credential: async () => ({ kind: 'bearer', token }),
        rejected: () => verifier.forget(principal.userId),
        confirm: () => verifier.confirm(header(token)),
      }
      probe.observe(login)
      return { ok: true, login }
    },
  }
}

const header = (token: Secret) => `Bearer ${token.reveal()}`
