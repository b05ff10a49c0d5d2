import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'

const OWNER_ONLY_FILE = 0o600
const OWNER_ONLY_FOLDER = 0o700

/**
 * Makes the file and the folders above it, for the owner alone, whatever the umask. A file that is there is tightened, and so are the
 * journals that SQLite left beside it; SQLite gives new journals the mode of the database. A folder that is there is left as it is:
 * it may be shared with others on purpose.
 */
export function preparePrivateFile(path: string): void {
  const folder = dirname(path)
  const made = mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER })
  if (made !== undefined) chmodSync(folder, OWNER_ONLY_FOLDER)
  closeSync(openSync(path, 'a', OWNER_ONLY_FILE))
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, OWNER_ONLY_FILE)
}
