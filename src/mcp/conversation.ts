import type { Questions } from './questions.js'

/** What a client may be able to do for us while it waits. Deprecated in 2026-07-28, though still there: sampling and roots. */
export type ClientFeature = 'elicitation' | 'sampling' | 'roots'

/** Severities of RFC 5424, as MCP names them. */
export type LogLevel = 'debug' | 'info' | 'notice' | 'warning' | 'error' | 'critical' | 'alert' | 'emergency'

/** The client of one request, while it waits for the answer. Whatever is said and cannot be delivered is dropped. */
export interface Conversation {
  /** What this client can be asked for. */
  can: ReadonlySet<ClientFeature>
  /** @param done - must grow. Nothing happens when the client did not ask to be told. */
  progress(done: number, total?: number, message?: string): void
  /** A line for the client's log, when it asked for such. Never secrets. */
  log(level: LogLevel, data: unknown): void
  /** Answers to questions of an earlier round, by the names we gave them. Written by the client: parse them. */
  answers: Readonly<Record<string, unknown>>
  /** What went with the questions; proved to be ours. undefined in the first round. */
  state: unknown
}

/** The same as a protocol hands it over: the state is still sealed. */
export interface Exchange extends Omit<Conversation, 'state'> {
  state: string | undefined
}

/** Something that can put questions to the client instead of an answer. */
export type MayAsk<T> = T | Questions

/** A client to whom nothing can be said, and who cannot be asked. */
export const SILENT: Exchange = { can: new Set(), progress() {}, log() {}, answers: {}, state: undefined }
