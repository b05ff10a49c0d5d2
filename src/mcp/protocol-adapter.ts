import type { Caller } from './caller.js'

/** An HTTP POST to the endpoint, after authentication. */
export interface McpRequest {
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
  /** null: no body. */
  body: string | null
}

/** One family of protocol revisions on the wire. Another revision is another adapter; the core does not change. */
export interface ProtocolAdapter {
  /** Is this request in one of my revisions? */
  speaks(request: McpRequest): boolean
  answer(request: McpRequest, caller: Caller): Promise<McpReply>
}
