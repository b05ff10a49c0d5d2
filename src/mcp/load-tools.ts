import { readdir } from 'node:fs/promises'
import { extname } from 'node:path'
import { AppError } from '../errors/app-error.js'
import type { Tool } from './define-tool.js'

/** The tool files contradict each other; the process must not start. */
export class ToolFilesWrong extends AppError {
  readonly code = 'NCMCP_TOOL_FILES_WRONG'
  readonly statusCode = 500
}

/**
 * Every tool in `<folder>/<app>/<file>`, sorted by name. A file exports at most one tool; files without one are parts that tools share.
 * Works on the compiled tree and on the sources: the extension is this file's own.
 *
 * @param folder - URL with a trailing slash; default `src/tools/` beside this room.
 * @throws {ToolFilesWrong} for a file with two tools, and for a name that appears twice.
 */
export async function loadTools(folder: URL = new URL('../tools/', import.meta.url)): Promise<Tool[]> {
  const files = await toolFiles(folder)
  const tools = (await Promise.all(files.map(toolIn))).filter(tool => tool !== undefined)
  refuseDuplicates(tools)
  return tools.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The tools that exist in a process with or without background access. */
export function availableTools(tools: readonly Tool[], features: { offlineAccess: boolean }): Tool[] {
  return tools.filter(({ availability }) => availability === 'always' || features.offlineAccess)
}

async function toolFiles(folder: URL): Promise<URL[]> {
  const extension = extname(import.meta.url)
  const apps = (await readdir(folder, { withFileTypes: true })).filter(entry => entry.isDirectory())
  const perApp = apps.map(async ({ name }) => {
    const appFolder = new URL(`${name}/`, folder)
    const files = (await readdir(appFolder)).filter(file => file.endsWith(extension) && !file.endsWith('.d.ts'))
    return files.map(file => new URL(file, appFolder))
  })
  return (await Promise.all(perApp)).flat()
}

async function toolIn(file: URL): Promise<Tool | undefined> {
  const exported: Record<string, unknown> = await import(file.href)
  const [tool, second] = Object.values(exported).filter(isTool)
  if (second) throw new ToolFilesWrong(`${file.pathname} exports more than one tool.`)
  return tool
}

function isTool(value: unknown): value is Tool {
  const isObject = typeof value === 'object' && value !== null
  return isObject && 'name' in value && 'prepare' in value && 'input' in value && 'output' in value
}

function refuseDuplicates(tools: readonly Tool[]): void {
  const names = tools.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new ToolFilesWrong(`Two files define the tool ${twice}.`)
}
