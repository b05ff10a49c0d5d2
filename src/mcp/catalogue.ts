import type { Tool } from './define-tool.js'
import { toJsonSchema } from './json-schema.js'
import { createPages, type ListPage } from './pages.js'

/** Every tool of this process, described once at boot. */
export interface Catalogue {
  find(name: string): Tool | undefined
  /** Pages of `{"tools":[…]}`. */
  list: ListPage
}

/** @param tools - sorted by name. @param pageSize - tools per page; tests make it small. */
export function createCatalogue(tools: readonly Tool[], pageSize?: number): Catalogue {
  const entries = tools.map(tool => ({
    key: tool.name,
    scopes: tool.scopes,
    json: JSON.stringify(describe(tool)),
  }))
  const byName = new Map(tools.map(tool => [tool.name, tool]))
  return { find: name => byName.get(name), list: createPages('tools', entries, pageSize) }
}

function describe({ name, title, description, input, output, annotations }: Tool) {
  return {
    name,
    title,
    description,
    inputSchema: toJsonSchema(input, 'input'),
    ...(output !== undefined && { outputSchema: toJsonSchema(output, 'output') }),
    annotations: { title, ...annotations },
  }
}
