import { WebStandardStreamableHTTPServerTransport, type Server } from '@modelcontextprotocol/server'
import { z } from 'zod'
import type { Ports } from '../lib/ports.js'
import type { Caller } from './caller.js'
import { callersOf, type CallersOf } from './callers-of.js'
import type { Changes } from './changes.js'
import { createCurrentServer, type CurrentServerParts } from './current-server.js'
import type { Dispatcher } from './dispatcher.js'
import type { McpReply, McpRequest } from './protocol-adapter.js'
import { createSessions, type SessionLimits } from './sessions.js'
import { followChanges } from './follow-changes.js'
import { fromWebResponse, toWebRequest } from './web-messages.js'

/** Revisions up to 2025-11-25 with sessions: there a client answers our questions in requests of their own, which must find the one that waits. */
export interface SessionAdapter {
  /** Opens a session: `initialize`. */
  open(request: McpRequest, caller: Caller): Promise<McpReply>
  /** The session that a request names, when it is this caller's. */
  find(id: string, caller: Caller): OpenSession | undefined
  size(): number
  close(): void
}

/** A session as the endpoint sees it. */
export interface OpenSession {
  /** Any message, GET (the stream of changes) and DELETE (the end). */
  answer(request: McpRequest, caller: Caller): Promise<McpReply>
  close(): void
}

export interface SessionAdapterOptions {
  ports: Pick<Ports, 'now' | 'every' | 'random'>
  changes?: Changes | undefined
  limits?: SessionLimits
}

/**
 * One server and one transport of `@modelcontextprotocol/server` per session, always with streams: JSON answers beside sessions leaked every request in the older SDK
 * (typescript-sdk #2559).
 */
export function createSessionAdapter(parts: CurrentServerParts, options: SessionAdapterOptions): SessionAdapter {
  const { ports, changes, limits } = options
  const callers = callersOf()
  const sessions = createSessions<OpenSession>(ports, limits)
  return {
    async open(request, caller) {
      const id = ports.random(32).toString('base64url')
      const server = createCurrentServer(parts, ({ http }) => callers.behind(http?.req))
      const transport = new WebStandardStreamableHTTPServerTransport({
        sessionIdGenerator: () => id,
        onsessioninitialized: () => sessions.open(caller, id, session),
        onsessionclosed: () => sessions.end(id),
      })
      const session = openSession(
        { server, transport, callers, dispatcher: parts.dispatcher, hold: () => sessions.hold(id) },
        changes,
      )
      await server.connect(transport)
      const reply = await session.answer(request, caller)
      if (sessions.find(caller, id) === undefined) session.close()
      return reply
    },
    find: (id, caller) => sessions.find(caller, id),
    size: () => sessions.size(),
    close: () => sessions.close(),
  }
}

/** The transport cancels what it started itself; what the fast lane started is the core's to cancel. */
const Cancelled = z.object({
  method: z.literal('notifications/cancelled'),
  params: z.object({ requestId: z.union([z.string(), z.number()]) }),
})

interface SessionParts {
  server: Server
  transport: WebStandardStreamableHTTPServerTransport
  callers: CallersOf
  dispatcher: Pick<Dispatcher, 'cancel'>
  hold(): () => void
}

function openSession(
  { server, transport, callers, dispatcher, hold }: SessionParts,
  changes: Changes | undefined,
): OpenSession {
  const stop = changes && followChanges(server, changes)
  return {
    async answer(request, caller) {
      const web = toWebRequest(request)
      callers.set(web, caller)
      const cancelled = Cancelled.safeParse(request.message).data
      if (cancelled !== undefined) dispatcher.cancel(caller, cancelled.params.requestId)
      const body = request.message === undefined ? {} : { parsedBody: request.message }
      const reply = await fromWebResponse(await transport.handleRequest(web, body))
      if (request.method === 'GET' && reply.status === 200) caller.onGone(hold())
      return request.method === 'GET' ? opened(reply) : reply
    },
    close() {
      stop?.()
      void server.close()
    },
  }
}

/** A stream of changes may say nothing for long; a comment at its start tells the client that it is there. */
function opened(reply: McpReply): McpReply {
  if (!(reply.body instanceof ReadableStream)) return reply
  const start = new TransformStream<Uint8Array, Uint8Array>({
    start: controller => controller.enqueue(Buffer.from(': open\n\n')),
  })
  return { ...reply, body: reply.body.pipeThrough(start) }
}
