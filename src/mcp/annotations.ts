/** The four safety hints of a tool (MCP 2025-11-25, ToolAnnotations). All of them are always given. */
export interface ToolHints {
  readOnlyHint: boolean
  destructiveHint: boolean
  idempotentHint: boolean
  openWorldHint: boolean
}

/** Looks, never touches. */
export const READ_ONLY: ToolHints = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
}

/** Adds something new; twice makes two. */
export const CREATES: ToolHints = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: false,
  openWorldHint: false,
}

/** Replaces what was there; twice is as once. */
export const REPLACES: ToolHints = {
  readOnlyHint: false,
  destructiveHint: true,
  idempotentHint: true,
  openWorldHint: false,
}

/** Takes something away; twice is as once. */
export const DELETES: ToolHints = REPLACES
