import { AppError } from './app-error.js'

/** A stored secret cannot be opened: the key is missing, or the row was tampered with. */
export class DecryptionFailed extends AppError {
  readonly code = 'NCMCP_DECRYPTION_FAILED'
  readonly statusCode = 500
  override readonly expose = false
}

/** The database was written by a newer release; an older one must not touch it. */
export class DatabaseTooNew extends AppError {
  readonly code = 'NCMCP_DATABASE_TOO_NEW'
  readonly statusCode = 500
}

/** The database cannot be opened, migrated or written. */
export class StorageFailed extends AppError {
  readonly code = 'NCMCP_STORAGE_FAILED'
  readonly statusCode = 500
  override readonly expose = false
}
