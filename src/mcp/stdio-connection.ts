import { Readable, type Writable } from 'node:stream'
import type { ServerContext } from '@modelcontextprotocol/server'
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import type { Log } from '../lib/log.js'
import type { Ports } from '../lib/ports.js'
import type { Caller } from './caller.js'
import { createCurrentServer, type CurrentServerParts } from './current-server.js'
import { patientTransport, type PatientTransport } from './patient-transport.js'

/** One request, as its caller sees it. */
export type StdioRequest = Pick<Caller, 'requestId' | 'onGone'>

/** One client at the other end of two pipes. */
export interface StdioParts extends CurrentServerParts {
  input: Readable
  /** Nothing else may write there. */
  output: Writable
  callerOf: (request: StdioRequest) => Caller
  ports: Pick<Ports, 'sleep'>
  log: Log
}

export interface StdioConnection {
  /** Resolves when the client went away, or after `close`. */
  ended: Promise<void>
  /** Ends it now; what is running is cancelled. */
  close(): Promise<void>
}

/** Clients that want us gone at once send a signal two seconds after they closed our input. */
const GRACE_MS = 5_000
const MAX_ID_LENGTH = 64

/**
 * MCP over stdio through `@modelcontextprotocol/server`, which tells from the first message whether the client speaks 2026-07-28 or an older revision.
 * When the input ends, what was asked is still answered, for five seconds at most: `printf … | server` gets its answers.
 */
export function connectStdio({ input, output, callerOf, ports, log, ...parts }: StdioParts): StdioConnection {
  const requests = new Readable({ read() {} })
  const wire = patientTransport(new StdioServerTransport(requests, output))
  const { close } = serveStdio(() => createCurrentServer(parts, context => callerOf(requestOf(context))), {
    transport: wire.transport,
    // Not the error itself: it quotes the message.
    onerror: ({ name }) =>
      log.warn({ fault: name }, 'a message on stdin or stdout was not understood or not delivered'),
  })
  // Pushed by hand, because the transport would cancel everything when its input ends.
  input.on('data', (chunk: Buffer) => requests.push(chunk))
  input.once('error', () => requests.push(null))
  input.once('end', () => void endWhenAnswered(wire, ports).then(() => requests.push(null)))
  const ended = wire.closed.then(() => input.destroy()).then(() => {})
  return { ended, close: () => close().then(() => ended) }
}

async function endWhenAnswered({ answered }: PatientTransport, ports: Pick<Ports, 'sleep'>): Promise<void> {
  const enough = new AbortController()
  const patience = ports.sleep(GRACE_MS, enough.signal).catch(() => {})
  await Promise.race([answered(), patience])
  enough.abort()
}

/** The signal aborts when the client cancels or the connection ends. */
function requestOf({ mcpReq }: ServerContext): StdioRequest {
  return {
    requestId: String(mcpReq.id).slice(0, MAX_ID_LENGTH),
    onGone: listener => mcpReq.signal.addEventListener('abort', listener, { once: true }),
  }
}
