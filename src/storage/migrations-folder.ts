import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StorageFailed } from '../errors/storage-errors.js'

/**
 * `migrations/` beside the nearest `package.json` above `from`: the same folder for sources and for what was built from them.
 *
 * @throws {StorageFailed} when the installation has none.
 */
export function migrationsFolder(from: string = import.meta.url): string {
  let folder = dirname(fileURLToPath(from))
  while (!existsSync(join(folder, 'package.json'))) {
    if (folder === dirname(folder))
      throw new StorageFailed('The installation is incomplete: migrations/ was not found.')
    folder = dirname(folder)
  }
  return join(folder, 'migrations')
}
