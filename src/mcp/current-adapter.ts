import { createMcpHandler, type ServerNotifier } from '@modelcontextprotocol/server'
import type { Change, Changes } from './changes.js'
import { createCurrentFastLane } from './current-fast-lane.js'
import { isCurrent } from './current-revision.js'
import { createCurrentServer, type CurrentServerParts } from './current-server.js'
import type { Caller } from './caller.js'
import { callersOf } from './callers-of.js'
import type { McpRequest, ProtocolAdapter } from './protocol-adapter.js'
import { fromWebResponse, toWebRequest } from './web-messages.js'

/** An adapter that holds streams open until it is closed. */
export interface ClosableAdapter extends ProtocolAdapter {
  close(): Promise<void>
}

export interface CurrentAdapterOptions {
  changes?: Changes | undefined
  /** false: everything goes through the SDK. The bytes are the same; tests compare them. */
  fastLane?: boolean
}

/** Streams of `subscriptions/listen` that are open at the same time. */
const MOST_LISTENERS = 1024

/**
 * Revision 2026-07-28 through `@modelcontextprotocol/server`: a server per request and nothing kept, save the streams of those who listen for changes.
 * That package also says which requests are of its revision, and refuses those that are nearly.
 */
export function createCurrentAdapter(
  parts: CurrentServerParts,
  { changes, fastLane = true }: CurrentAdapterOptions = {},
): ClosableAdapter {
  const lane = fastLane ? createCurrentFastLane(parts) : undefined
  const callers = callersOf()
  const handler = createMcpHandler(({ requestInfo }) => createCurrentServer(parts, () => callers.behind(requestInfo)), {
    legacy: 'reject',
    maxSubscriptions: MOST_LISTENERS,
  })
  const stop = changes?.subscribe(change => announce(handler.notify, change))
  const throughSdk = async (request: McpRequest, caller: Caller) => {
    const gone = new AbortController()
    caller.onGone(() => gone.abort())
    const web = toWebRequest(request, gone.signal)
    callers.set(web, caller)
    return fromWebResponse(await handler.fetch(web, { parsedBody: request.message }))
  }
  return {
    speaks: isCurrent,
    answer: (request, caller) => lane?.(request, caller) ?? throughSdk(request, caller),
    async close() {
      stop?.()
      await handler.close()
    },
  }
}

function announce(notify: ServerNotifier, change: Change): void {
  if (change.kind === 'tools') notify.toolsChanged()
  if (change.kind === 'prompts') notify.promptsChanged()
  if (change.kind === 'resources') notify.resourcesChanged()
  if (change.kind === 'resource') notify.resourceUpdated(change.uri)
}
