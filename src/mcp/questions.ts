import type { ClientFeature } from './conversation.js'

/** Something that only the client, its person or its model can tell us (InputRequest of MCP 2026-07-28, SEP-2322). */
export interface Question {
  method: 'elicitation/create' | 'sampling/createMessage' | 'roots/list'
  params: Readonly<Record<string, unknown>>
}

const ASKED = Symbol('questions')

/** Questions instead of an answer. The handler runs again, from its start, when they are answered. */
export interface Questions {
  readonly [ASKED]: true
  requests: Readonly<Record<string, Question>>
  /** JSON that comes back with the answers. It is signed, not hidden. */
  state: unknown
}

/** @param requests - by names of our own, under which the answers come back. @param state - signed and bound to the person and to what was asked for. */
export function ask(requests: Readonly<Record<string, Question>>, state?: unknown): Questions {
  return { [ASKED]: true, requests, state }
}

export function isQuestions(value: unknown): value is Questions {
  return typeof value === 'object' && value !== null && ASKED in value
}

const FEATURES: Readonly<Record<Question['method'], ClientFeature>> = {
  'elicitation/create': 'elicitation',
  'sampling/createMessage': 'sampling',
  'roots/list': 'roots',
}

/** What a client must be able to do to answer these. */
export function featuresFor({ requests }: Pick<Questions, 'requests'>): ClientFeature[] {
  return [...new Set(Object.values(requests).map(({ method }) => FEATURES[method]))]
}
