import { AppError } from '../errors/app-error.js'
import { PreconditionFailed } from '../errors/nextcloud-errors.js'
import type { Caller } from './caller.js'
import { HINTS } from './hints.js'

/** What the model reads when a tool failed. All of it is ours: Nextcloud's text never reaches the model. */
export interface ToolFailure {
  code: `NCMCP_${string}`
  message: string
  hint?: string
  retry_after_seconds?: number
  /** The ETag that the thing has now, after a failed `if_match`. */
  current_etag?: string
  /** Finds the log entry of something that nobody expected. */
  correlation_id?: string
}

/**
 * Turns whatever a tool threw into a failure for the model, and writes the log entry.
 * The only place besides the HTTP error handler where an error becomes output.
 */
export function toolFailure(error: unknown, toolName: string, caller: Pick<Caller, 'log' | 'requestId'>): ToolFailure {
  if (!(error instanceof AppError) || !error.expose) return unexpected(error, toolName, caller)
  caller.log.info({ tool: toolName, errorCode: error.code }, 'tool call failed')
  const { retryAfterSeconds } = error
  return {
    ...withHint(error.code, error.message),
    ...(retryAfterSeconds !== undefined && { retry_after_seconds: Math.max(1, Math.ceil(retryAfterSeconds)) }),
    ...currentEtag(error),
  }
}

function unexpected(
  error: unknown,
  toolName: string,
  { log, requestId }: Pick<Caller, 'log' | 'requestId'>,
): ToolFailure {
  const code = error instanceof AppError ? error.code : 'NCMCP_INTERNAL'
  log.error({ err: error, tool: toolName, correlationId: requestId }, 'tool call failed unexpectedly')
  return { ...withHint(code, 'An internal error occurred.'), correlation_id: requestId }
}

function withHint(code: ToolFailure['code'], message: string): ToolFailure {
  const hint = HINTS[code]
  return hint === undefined ? { code, message } : { code, message, hint }
}

function currentEtag(error: AppError): { current_etag?: string } {
  if (!(error instanceof PreconditionFailed) || error.currentEtag === undefined) return {}
  return { current_etag: error.currentEtag }
}
