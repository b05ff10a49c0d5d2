import { isRedirectUri } from '../../lib/redirect-uri.js'
import type { AllowedMcpClient } from '../config.js'
import { commaList } from './list.js'
import { valueKind, type Refuse, type ValueKind } from './value-kind.js'

/** Schemes that run, read or send something instead of waking a program. */
const NEVER = /^(?:javascript|data|vbscript|file|blob|about|http|https|ws|wss|ftp|mailto|view-source):/i
const PRIVATE_SCHEME = /^[a-z][a-z0-9+.-]*:[!-[\]-~]+$/
const CLIENT_ID = /^[!-{}~]{1,500}$/
const ANY_TAIL = '/*'
const RIGHT_FORM =
  'Write id (a program on the person’s own machine), id|https://host/path, id|https://host/path/* for one varying segment, id|http://127.0.0.1/path or id|scheme://path, separated by commas.'

/**
 * Clients of the authorization server. An entry is `id`, a public client on the person's machine, or `id|redirect_uri`: exact, or with `/*` at
 * the end for one varying segment. Private schemes are taken here and nowhere else (RT-10, GAP-12).
 */
export function mcpClients(): ValueKind<readonly AllowedMcpClient[]> {
  const type = 'client ids, or id and redirect URI joined by "|", separated by commas'
  const entries = commaList().schema
  return valueKind(type, (text, refuse) => entries.parse(text).map((entry, index) => read(entry, index + 1, refuse)))
}

function read(entry: string, number: number, refuse: Refuse): AllowedMcpClient {
  const [id = '', uri, ...rest] = entry.split('|')
  if (!CLIENT_ID.test(id) || rest.length > 0)
    return refuse(`entry ${number} is neither a client id nor id|redirect_uri.`, RIGHT_FORM)
  const redirect = uri === undefined ? ({ kind: 'loopback' } as const) : redirectOf(uri)
  return redirect ? { id, redirect } : refuse(`entry ${number}, of ${id}, has no acceptable redirect URI.`, RIGHT_FORM)
}

function redirectOf(uri: string): AllowedMcpClient['redirect'] | undefined {
  if (!uri.endsWith(ANY_TAIL)) return isExact(uri) ? { kind: 'exact', uri } : undefined
  const prefix = uri.slice(0, -1)
  return isRedirectUri(prefix) ? { kind: 'prefix', uri: prefix } : undefined
}

function isExact(uri: string): boolean {
  return isRedirectUri(uri) || (PRIVATE_SCHEME.test(uri) && !NEVER.test(uri) && !/[#*]/.test(uri))
}
