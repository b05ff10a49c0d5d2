import type { Ports } from '../lib/ports.js'
import type { Tracing } from '../lib/tracing.js'
import { createCatalogue } from './catalogue.js'
import { continuingAdapter } from './continuing-adapter.js'
import { createCurrentAdapter } from './current-adapter.js'
import { createDispatcher, type Dispatcher } from './dispatcher.js'
import { createEndpoint, type Endpoint } from './endpoint.js'
import { createInFlight } from './in-flight.js'
import { capabilitiesOf, needsSessions, type Offer } from './offer.js'
import { lateAdapter } from './late-adapter.js'
import { createRequestStates, type Mac } from './request-state.js'
import type { ServerIdentity } from './server-identity.js'
import { createSessionAdapter } from './session-adapter.js'
import { tracedDispatcher } from './traced-dispatcher.js'

/** What a process needs to speak MCP. */
export interface CoreParts {
  offer: Offer
  identity: ServerIdentity
  ports: Pick<Ports, 'now' | 'every' | 'random'>
  /** Signs the state of conversations of several rounds. */
  mac: Mac
  /** undefined: nothing is traced. */
  tracing?: Tracing | undefined
}

/** MCP without HTTP and without an identity of its own. */
export interface Core {
  dispatcher: Dispatcher
  endpoint: Endpoint
  /** Loads what the start does not need. */
  warmUp(): Promise<void>
  /** Ends running calls, sessions and streams. */
  close(): Promise<void>
}

/** Every revision that we speak, over one dispatcher. Sessions exist only where something needs them. */
export function createCore({ offer, identity, ports, mac, tracing }: CoreParts): Core {
  const inFlight = createInFlight(ports)
  const states = createRequestStates(mac, ports.now)
  const untraced = createDispatcher(createCatalogue(offer.tools), inFlight, { offer, states })
  const dispatcher = tracing ? tracedDispatcher(untraced, tracing) : untraced
  const capabilities = capabilitiesOf(offer)
  const parts = { dispatcher, identity, capabilities }
  const current = createCurrentAdapter(parts, { changes: offer.changes })
  const older = lateAdapter(async () => {
    const { createSdkAdapter } = await import('./sdk-adapter.js')
    return createSdkAdapter(dispatcher, identity, capabilities)
  })
  const sessions = needsSessions(offer) ? createSessionAdapter(parts, { ports, changes: offer.changes }) : undefined
  return {
    dispatcher,
    endpoint: createEndpoint(dispatcher, [tracing ? continuingAdapter(current, tracing) : current], older, sessions),
    warmUp: () => older.load(),
    async close() {
      inFlight.close()
      sessions?.close()
      await current.close()
    },
  }
}
