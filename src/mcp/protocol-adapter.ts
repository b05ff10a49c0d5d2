import type { Caller } from './caller.js'

/** An HTTP request to the endpoint, after authentication. */
export interface McpRequest {
  /** POST when absent; the others belong to sessions alone. */
  method?: 'POST' | 'GET' | 'DELETE'
  /** Names in lower case; several values of one name joined by a comma. Credentials are not among them. */
  headers: Readonly<Record<string, string | undefined>>
  /** The body as it came. */
  text: string
  /** The body parsed; undefined when it is not JSON. */
  message: unknown
}

/** What goes back. */
export interface McpReply {
  status: number
  contentType: string | undefined
  /** null: no body. A stream is sent as it comes, and cancelled when nobody reads it any more. */
  body: string | ReadableStream<Uint8Array> | null
  /** Beside the type: the id of a session. */
  headers?: Readonly<Record<string, string>>
  /** Set when the token lacks these; the status is 403, and whoever speaks HTTP adds the challenge. */
  scopesRequired?: readonly string[]
}

/** One family of protocol revisions on the wire. Another revision is another adapter; the core does not change. */
export interface ProtocolAdapter {
  /** Is this request in one of my revisions? */
  speaks(request: McpRequest): boolean
  /** A promise only where something has to be waited for. */
  answer(request: McpRequest, caller: Caller): McpReply | Promise<McpReply>
}
