import { AppError } from './app-error.js'

/** A path would leave the place it was meant for. */
export class UnsafePath extends AppError {
  readonly code = 'NCMCP_UNSAFE_PATH'
  readonly statusCode = 400

  constructor(message = 'The path may not contain "." or ".." segments, backslashes or control characters.') {
    super(message)
  }
}
