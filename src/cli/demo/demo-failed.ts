import { AppError } from '../../errors/app-error.js'

/** A step of the demo did not do what it tells. */
export class DemoFailed extends AppError {
  readonly code = 'NCMCP_DEMO_FAILED'
  readonly statusCode = 500
}
