import { AppError } from '../errors/app-error.js'
import type { Span, SpanFacts, Tracing } from './tracing.js'

/**
 * Times `work`, and whatever it starts as part of it. What it throws marks the span and stays the same error.
 *
 * @param codeOf - stable words for an error; its message is never looked at.
 */
export async function inSpan<T>(
  tracing: Tracing,
  facts: SpanFacts,
  work: (span: Span) => Promise<T>,
  codeOf: (error: unknown) => string = failureCode,
): Promise<T> {
  const span = tracing.start(facts)
  try {
    return await span.run(() => work(span))
  } catch (error) {
    span.fail(codeOf(error))
    throw error
  } finally {
    span.end()
  }
}

/** The code of what we throw on purpose, else `NCMCP_INTERNAL`. */
export function failureCode(error: unknown): string {
  return error instanceof AppError ? error.code : 'NCMCP_INTERNAL'
}
