import { capabilitiesOf, type Offer } from '../../src/mcp/offer.js'
import { createCatalogue } from '../../src/mcp/catalogue.js'
import { createDispatcher } from '../../src/mcp/dispatcher.js'
import { createInFlight } from '../../src/mcp/in-flight.js'
import { createRequestStates } from '../../src/mcp/request-state.js'
import { serverIdentity } from '../../src/mcp/server-identity.js'
import { systemPorts } from '../../src/lib/ports.js'
import { keyedHash } from './keyed-hash.js'
import { MCP_HEADERS } from './fixture.js'

/** Parts of a server over everything that is offered. */
export function partsOver(offer: Offer) {
  const inFlight = createInFlight(systemPorts)
  const states = createRequestStates(keyedHash, Date.now)
  const dispatcher = createDispatcher(createCatalogue(offer.tools), inFlight, { offer, states })
  return { dispatcher, inFlight, identity: serverIdentity('1.2.3'), capabilities: capabilitiesOf(offer) }
}

const KEY = 'io.modelcontextprotocol/'

/** A request of 2026-07-28 as a client writes it. */
export function currentRequest(method: string, params: Record<string, unknown> = {}, features: object = {}) {
  const meta = {
    [`${KEY}protocolVersion`]: '2026-07-28',
    [`${KEY}clientInfo`]: { name: 'test', version: '1' },
    [`${KEY}clientCapabilities`]: features,
  }
  const message = { jsonrpc: '2.0', id: 7, method, params: { ...params, _meta: meta } }
  const name = params['name'] ?? params['uri']
  const headers: Record<string, string | undefined> = {
    ...MCP_HEADERS,
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': method,
    ...(typeof name === 'string' && { 'mcp-name': name }),
  }
  return { headers, message, text: JSON.stringify(message) }
}

/** The text of a reply, streams read to their end. */
export async function textOf(body: string | ReadableStream<Uint8Array> | null): Promise<string> {
  return new Response(body).text()
}
