import { createSessionAdapter } from '../../src/mcp/session-adapter.js'
import type { Caller } from '../../src/mcp/caller.js'
import { conformanceOffer } from '../conformance/fixture/conformance-offer.js'
import { manualPorts } from '../helpers/manual-ports.js'
import { partsOver, textOf } from './current-fixture.js'
import { MCP_HEADERS, testCaller } from './fixture.js'

type Tap = { teardown(task: () => unknown): void }

/** A session adapter over the suite's fixtures. */
export function sessionAdapter(t: Tap) {
  const offer = conformanceOffer()
  const parts = partsOver(offer)
  const ports = manualPorts()
  const adapter = createSessionAdapter(parts, { ports, changes: offer.changes })
  t.teardown(() => {
    parts.inFlight.close()
    adapter.close()
  })
  return { adapter, ports, offer, parts }
}

export function message(method: string, params: object = {}, id: number | undefined = 1) {
  const body = { jsonrpc: '2.0', ...(method.startsWith('notifications/') ? {} : { id }), method, params }
  return { headers: MCP_HEADERS, message: body, text: JSON.stringify(body) }
}

export const hello = (capabilities: object = {}) =>
  message('initialize', { protocolVersion: '2025-11-25', capabilities, clientInfo: { name: 'a', version: '1' } })

/** Opens a session. @returns its id, and how to speak in it. */
export async function openSession(
  { adapter }: Pick<ReturnType<typeof sessionAdapter>, 'adapter'>,
  caller: Caller = testCaller(),
) {
  const reply = await adapter.open(hello(), caller)
  const id = reply.headers?.['mcp-session-id'] ?? ''
  await textOf(reply.body)
  const headers = { ...MCP_HEADERS, 'mcp-session-id': id }
  const say = async (method: string, params: object = {}) => {
    const answer = await adapter.find(id, caller)?.answer({ ...message(method, params), headers }, caller)
    return answer && { ...answer, text: await textOf(answer.body) }
  }
  const send = (method: 'GET' | 'DELETE') =>
    adapter.find(id, caller)?.answer({ method, headers, text: '', message: undefined }, caller)
  return { id, say, send }
}
