import type { Readable, Writable } from 'node:stream'

/** What a command may use of the process it runs in. Tests pass their own. */
export interface Io {
  env: Readonly<Record<string, string | undefined>>
  /** One line of result, for people or programs. */
  out(line: string): void
  /** One line about what is going on or wrong. */
  err(line: string): void
  /** 0 done, 1 failed, 2 wrong usage or configuration. */
  exitWith(code: ExitCode): void
  /** Calls `stop` once when the process is asked to end, and waits for it up to ten seconds. */
  onStop(stop: () => Promise<void>): void
  /** For MCP over stdio; nothing else may use them while it runs. */
  pipes: { input: Readable; output: Writable }
  readFile(path: string): string
}

export type ExitCode = 0 | 1 | 2
