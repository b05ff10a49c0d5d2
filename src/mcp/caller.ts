import type { Principal } from '../auth/principal.js'
import type { Log } from '../lib/log.js'
import type { ToolContext } from './tool-context.js'

/** One authenticated request, as the core sees it: who asks, and what can be made for them. It ends with the request. */
export interface Caller {
  principal: Principal
  /** Names the request in our log; shown to the caller when something unexpected happened. */
  requestId: string
  log: Log
  /** What a tool of this caller may touch. Made per call, bound to the call's signal; a promise where the credential must be proved first. */
  context(signal: AbortSignal): ToolContext | Promise<ToolContext>
  /** `listener` runs when the connection went away; it may also run after the answer was sent. */
  onGone(listener: () => void): void
}

/** JSON-RPC 2.0 ids that MCP allows: strings and whole numbers. */
export type RequestId = string | number
