import type { ConfigProblem } from '../errors/config-error.js'

/** Something the operator should read, though the server starts. */
export interface ConfigWarning {
  /** `info`: a choice we made for them. `warn`: something they will want to change. */
  level: 'info' | 'warn'
  /** Environment variable or flag. */
  variable: string
  /** What it means and what to do. Never holds the value. */
  message: string
}

/** What a rule of the configuration found. */
export type Finding = ({ kind: 'problem' } & ConfigProblem) | ({ kind: 'warning' } & ConfigWarning)

/** The server must not start: what is wrong with `variable`, and what to write instead. */
export function problem(variable: string, what: string, fix: string): Finding {
  return { kind: 'problem', variable, problem: what, fix }
}

/** The server starts, but somebody will want to change this. */
export function warning(variable: string, message: string): Finding {
  return { kind: 'warning', level: 'warn', variable, message }
}

/** The server starts as it was told; this only says what that means. */
export function note(variable: string, message: string): Finding {
  return { kind: 'warning', level: 'info', variable, message }
}
