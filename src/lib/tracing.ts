import type { TraceParent } from './traceparent.js'

/** Our own words and numbers: never an id of a person, an address, or anything that a caller chose. */
export type SpanAttributes = Readonly<Record<string, string | number>>

/** Work as it begins. */
export interface SpanFacts {
  /** Of a small set, as a label is: `GET /api/v1/users/:userId/access`. */
  name: string
  /** `server`: a request that we answer; `client`: one that we send; `internal`: work in between. */
  kind: 'server' | 'client' | 'internal'
  attributes?: SpanAttributes
  /** It belongs to work of another program, and not to what runs here. */
  parent?: TraceParent | undefined
}

/** Work that is being timed. */
export interface Span {
  /** What is known by now. */
  set(attributes: SpanAttributes): void
  /** It failed. @param code - stable: `NCMCP_…` or a status; never a message. */
  fail(code: string): void
  /** Spans that `work` starts, however late, are parts of this one. */
  run<T>(work: () => T): T
  end(): void
}

/** Records what took how long. Recording never fails, and never keeps anybody waiting. Where nobody asked for traces there is none of it. */
export interface Tracing {
  start(facts: SpanFacts): Span
  /** Spans that `work` starts belong to work of another program, and point to what runs here. */
  continuing<T>(parent: TraceParent, work: () => T): T
  /** Hands over what is recorded, within a few seconds or not at all. */
  close(): Promise<void>
}
