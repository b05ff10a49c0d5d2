import { AppError } from './app-error.js'

/** The server, or a command, cannot do its work in this place: a port in use, a file that cannot be read. */
export class StartFailed extends AppError {
  readonly code = 'NCMCP_START_FAILED'
  readonly statusCode = 500
}
