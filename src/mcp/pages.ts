import { LRUCache } from 'lru-cache'
import type { Principal } from '../auth/principal.js'
import { INVALID_PARAMS, JsonRpcError } from './json-rpc.js'
import { missingScopes } from './rights.js'

/** One thing in a list. */
export interface Entry {
  /** Unlike every other in the list. */
  key: string
  scopes: readonly string[]
  json: string
}

/**
 * One page of what the caller may use, as JSON in UTF-8: `{"<member>":[…]}`, with `nextCursor` when there is more. Encoded once.
 * @throws {JsonRpcError} for a cursor that we did not give.
 */
export type ListPage = (principal: Pick<Principal, 'scopes'>, cursor?: string) => string

const PAGE_SIZE = 200
/** Sets of scopes whose pages are kept. Tokens of one deployment carry few different ones. */
const KEPT_PAGES = 64

/** @param entries - in the order in which they are listed. @param pageSize - entries per page; tests make it small. */
export function createPages(member: string, entries: readonly Entry[], pageSize = PAGE_SIZE): ListPage {
  const pages = new LRUCache<string, string>({ max: KEPT_PAGES })
  const everything = pageOf(member, entries, undefined, pageSize)
  const firstPages = new WeakMap<readonly string[], string>()
  const pageFor = (principal: Pick<Principal, 'scopes'>, cursor: string | undefined) => {
    const visible = entries.filter(({ scopes }) => missingScopes(scopes, principal).length === 0)
    const key = JSON.stringify([cursor, ...visible.map(entry => entry.key)])
    const page = pages.get(key) ?? pageOf(member, visible, cursor, pageSize)
    pages.set(key, page)
    return page
  }
  return (principal, cursor) => {
    const { scopes } = principal
    if (cursor !== undefined) return pageFor(principal, cursor)
    if (scopes === undefined) return everything
    // A token that is remembered brings the same array each time.
    const page = firstPages.get(scopes) ?? pageFor(principal, undefined)
    firstPages.set(scopes, page)
    return page
  }
}

function pageOf(member: string, entries: readonly Entry[], cursor: string | undefined, pageSize: number): string {
  const start = cursor === undefined ? 0 : positionAfter(entries, cursor)
  const page = entries.slice(start, start + pageSize)
  const list = `"${member}":[${page.map(({ json }) => json).join(',')}]`
  const last = page.at(-1)
  if (last === undefined || start + pageSize >= entries.length) return `{${list}}`
  return `{${list},"nextCursor":${JSON.stringify(cursorAt(last))}}`
}

/** The cursor holds the key of the last entry that was given: it needs no memory, and stays right when the set changes. */
function cursorAt({ key }: Entry): string {
  return Buffer.from(key).toString('base64url')
}

function positionAfter(entries: readonly Entry[], cursor: string): number {
  const position = entries.findIndex(entry => cursorAt(entry) === cursor)
  if (position === -1) throw new JsonRpcError(INVALID_PARAMS, 'Unknown cursor: list again from the start')
  return position + 1
}
