import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the package: the nearest one above this file with a package.json, from the sources and from the compiled tree alike. */
export const packageRoot = rootAbove(dirname(fileURLToPath(import.meta.url)))

/** The version in package.json. */
export const version = versionIn(readFileSync(join(packageRoot, 'package.json'), 'utf8'))

function rootAbove(folder: string): string {
  const isRoot = existsSync(join(folder, 'package.json')) || dirname(folder) === folder
  return isRoot ? folder : rootAbove(dirname(folder))
}

function versionIn(packageJson: string): string {
  const parsed: unknown = JSON.parse(packageJson)
  const isObject = typeof parsed === 'object' && parsed !== null && 'version' in parsed
  return isObject ? String(parsed.version) : '0.0.0'
}
