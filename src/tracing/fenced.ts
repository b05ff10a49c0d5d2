import { label } from '../lib/label.js'
import type { SpanAttributes } from '../lib/tracing.js'

/** The last fence in front of a span: text that does not look like one of our words is `other`. */
export function fenced(attributes: SpanAttributes): SpanAttributes {
  const entries = Object.entries(attributes)
  return Object.fromEntries(entries.map(([key, value]) => [key, typeof value === 'string' ? label(value) : value]))
}
