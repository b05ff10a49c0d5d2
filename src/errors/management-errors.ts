import { AppError, type AppErrorOptions } from './app-error.js'

/** The management API refuses a request, in the words of its contract. */
export class ManagementRefusal extends AppError {
  readonly code = 'NCMCP_MANAGEMENT_REFUSED'
  readonly statusCode: number
  /** Short label, e.g. `Bad request`; the `error` of bodies that also have a `message`. */
  readonly label: string
  /** More fields of the body. */
  readonly extra: Readonly<Record<string, unknown>>

  constructor(
    statusCode: number,
    label: string,
    message: string,
    options: AppErrorOptions & { extra?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(message, options)
    this.statusCode = statusCode
    this.label = label
    this.extra = options.extra ?? {}
  }
}

export const badRequest = (message: string, extra: Readonly<Record<string, unknown>> = {}) =>
  new ManagementRefusal(400, 'Bad request', message, { extra })

export const forbidden = (message: string) => new ManagementRefusal(403, 'Forbidden', message)

/** What every search and sync route answers while there is no index. */
export const syncDisabled = () => new ManagementRefusal(404, 'Not found', 'Vector sync is disabled on this server')
