import { Secret } from '../lib/secret.js'
import type { Config } from './config.js'

/** Settings as text, by dotted name: `server.port`. Secrets say only that they are set. */
export type ConfigDescription = Readonly<Record<string, string>>

/** What the server was told, for people and for the log. What is not set is left out. */
export function describeConfig(config: Config): ConfigDescription {
  return Object.fromEntries(linesOf('', config))
}

function linesOf(name: string, value: unknown): [string, string][] {
  if (value === undefined || value === null) return []
  if (value instanceof Secret) return [[name, 'set']]
  if (Array.isArray(value)) return value.length === 0 ? [] : [[name, describeList(value)]]
  if (typeof value !== 'object') return [[name, String(value)]]
  return Object.entries(value).flatMap(([key, inner]) => linesOf(name ? `${name}.${key}` : key, inner))
}

function describeList(list: readonly unknown[]): string {
  return list.some(entry => entry instanceof Secret) ? `${list.length} set` : list.join(', ')
}
