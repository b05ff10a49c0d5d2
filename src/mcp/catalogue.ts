import { LRUCache } from 'lru-cache'
import type { Principal } from '../auth/principal.js'
import type { Tool } from './define-tool.js'
import { INVALID_PARAMS, JsonRpcError } from './json-rpc.js'
import { toJsonSchema } from './json-schema.js'
import { missingScopes } from './rights.js'

/** Every tool of this process, described once at boot. */
export interface Catalogue {
  find(name: string): Tool | undefined
  /**
   * One page of what the caller may use, as JSON in UTF-8: `{"tools":[…]}`, with `nextCursor` when there is more. Encoded once.
   * @throws {JsonRpcError} for a cursor that we did not give.
   */
  list(principal: Pick<Principal, 'scopes'>, cursor?: string): string
}

interface Entry {
  tool: Tool
  json: string
}

const PAGE_SIZE = 200
/** Sets of scopes whose pages are kept. Tokens of one deployment carry few different ones. */
const KEPT_PAGES = 64

/** @param tools - sorted by name. @param pageSize - tools per page; tests make it small. */
export function createCatalogue(tools: readonly Tool[], pageSize = PAGE_SIZE): Catalogue {
  const entries = tools.map(tool => ({ tool, json: JSON.stringify(describe(tool)) }))
  const byName = new Map(tools.map(tool => [tool.name, tool]))
  const pages = new LRUCache<string, string>({ max: KEPT_PAGES })
  const everything = pageOf(entries, undefined, pageSize)
  return {
    find: name => byName.get(name),
    list(principal, cursor) {
      if (principal.scopes === undefined && cursor === undefined) return everything
      const visible = entries.filter(({ tool }) => missingScopes(tool.scopes, principal).length === 0)
      const key = JSON.stringify([cursor, ...visible.map(({ tool }) => tool.name)])
      const page = pages.get(key) ?? pageOf(visible, cursor, pageSize)
      pages.set(key, page)
      return page
    },
  }
}

function describe({ name, title, description, input, output, annotations }: Tool) {
  return {
    name,
    title,
    description,
    inputSchema: toJsonSchema(input, 'input'),
    outputSchema: toJsonSchema(output, 'output'),
    annotations: { title, ...annotations },
  }
}

function pageOf(entries: readonly Entry[], cursor: string | undefined, pageSize: number): string {
  const start = cursor === undefined ? 0 : positionAfter(entries, cursor)
  const page = entries.slice(start, start + pageSize)
  const tools = `"tools":[${page.map(({ json }) => json).join(',')}]`
  const last = page.at(-1)
  if (last === undefined || start + pageSize >= entries.length) return `{${tools}}`
  return `{${tools},"nextCursor":${JSON.stringify(cursorAt(last))}}`
}

/** The cursor holds the name of the last tool that was given: it needs no memory, and stays right when the set changes. */
function cursorAt({ tool }: Entry): string {
  return Buffer.from(tool.name).toString('base64url')
}

function positionAfter(entries: readonly Entry[], cursor: string): number {
  const position = entries.findIndex(entry => cursorAt(entry) === cursor)
  if (position === -1) throw new JsonRpcError(INVALID_PARAMS, 'Unknown cursor: list again from the start')
  return position + 1
}
