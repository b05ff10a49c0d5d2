import { createCore } from '../../../src/sandbox/create-core.js'
import type { OidcContext } from '../../../src/sandbox/oidc/oidc-context.js'
import { createOidcState, type OidcClient } from '../../../src/sandbox/oidc/oidc-state.js'
import { addClient } from '../../../src/sandbox/oidc/add-client.js'

/** 2026-11-23T06:00:00Z, Unix seconds. */
export const START = Date.UTC(2026, 10, 23, 6) / 1000

/** The tables of the `oidc` app without a server, with a clock that the test owns. */
export function oidcWorld() {
  const clock = { ms: START * 1000 }
  const context: OidcContext = { world: createCore({ now: () => clock.ms }), state: createOidcState() }
  return { ...context, context, advance: (seconds: number) => void (clock.ms += seconds * 1000) }
}

export function oidcClient(context: OidcContext, more: Partial<OidcClient> = {}): OidcClient {
  return addClient(
    context,
    { name: 'C', redirectUris: ['http://127.0.0.1:1/cb'], ...more },
    { dynamic: more.dynamic ?? false },
  )
}
