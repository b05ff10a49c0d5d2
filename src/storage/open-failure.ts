import { StorageFailed } from '../errors/storage-errors.js'

const FAILURES: Readonly<Record<string, string>> = {
  SQLITE_NOTADB: 'it is no SQLite database. Name another file, or bring back a backup.',
  SQLITE_CORRUPT: 'it is damaged. Bring back a backup.',
  EACCES: 'this user may not read and write it, or not its folder.',
  EPERM: 'it belongs to another user. Let the user of this server own it.',
  SQLITE_READONLY: 'this user may not write it. SQLite writes journals beside it, so the folder must be writable too.',
  EROFS: 'its file system is read-only.',
  EISDIR: 'it is a folder. Name a file in it.',
  ENOTDIR: 'one of the folders above it is a file.',
  EEXIST: 'one of the folders above it is a file.',
  ENOSPC: 'the disk is full.',
  SQLITE_FULL: 'the disk is full.',
  SQLITE_BUSY: 'another program holds it. Stop that one.',
}

/** Why a database did not open, for whoever runs the server; `expose` is false, for it names a path. */
export function openFailure(path: string, cause: unknown): StorageFailed {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : ''
  // SQLite's extended codes begin with the plain ones: SQLITE_READONLY_DIRECTORY.
  const known = Object.keys(FAILURES).find(name => code === name || code.startsWith(`${name}_`))
  const why = known === undefined ? 'check the path, its permissions and the disk.' : FAILURES[known]
  return new StorageFailed(`The database ${path} cannot be opened: ${why}`, { cause })
}
