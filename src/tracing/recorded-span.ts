import type { AsyncLocalStorage } from 'node:async_hooks'
import { type Span as OtelSpan, type SpanContext, SpanStatusCode } from '@opentelemetry/api'
import { label } from '../lib/label.js'
import type { Span, SpanAttributes } from '../lib/tracing.js'
import { fenced } from './fenced.js'

/** Where in a trace something runs. */
export interface Place {
  context: SpanContext
  ended: boolean
  /** What runs here around work that belongs to another program's trace. */
  around?: SpanContext
}

/** A span of OpenTelemetry in our words. */
export class RecordedSpan implements Span {
  readonly #span: OtelSpan
  readonly #places: AsyncLocalStorage<Place>
  readonly #place: Place

  constructor(span: OtelSpan, places: AsyncLocalStorage<Place>) {
    this.#span = span
    this.#places = places
    this.#place = { context: span.spanContext(), ended: false }
  }

  set(attributes: SpanAttributes): void {
    this.#span.setAttributes(fenced(attributes))
  }

  fail(code: string): void {
    this.#span.setAttribute('error.type', label(code)).setStatus({ code: SpanStatusCode.ERROR })
  }

  run<T>(work: () => T): T {
    return this.#places.run(this.#place, work)
  }

  end(): void {
    this.#place.ended = true
    this.#span.end()
  }
}
