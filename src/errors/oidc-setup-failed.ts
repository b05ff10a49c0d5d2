import { AppError, type AppErrorOptions } from './app-error.js'

/** Provider or client could not be had at this attempt. The message is ours, short, and safe to show. */
export class OidcSetupFailed extends AppError {
  readonly code = 'NCMCP_OIDC_SETUP_FAILED'
  readonly statusCode = 503
  /** true: the next attempt may well succeed (Nextcloud is starting); false: somebody must change something first. */
  readonly passing: boolean
  /** true: Nextcloud answered, and has no identity provider. */
  readonly providerMissing: boolean
  /** true: a server that is starting must not go on. */
  readonly fatal: boolean

  constructor(
    message: string,
    options: AppErrorOptions & { passing?: boolean; providerMissing?: boolean; fatal?: boolean } = {},
  ) {
    super(message, options)
    this.passing = options.passing ?? false
    this.providerMissing = options.providerMissing ?? false
    this.fatal = options.fatal ?? false
  }
}
