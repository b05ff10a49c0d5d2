export interface AppErrorOptions extends ErrorOptions {
  /** Whole seconds after which the caller may try again; becomes `Retry-After`. */
  retryAfterSeconds?: number | undefined
}

/** Every failure we raise on purpose. Never throw a bare `Error`. */
export abstract class AppError extends Error {
  /** Stable: callers may switch on it. */
  abstract readonly code: `NCMCP_${string}`
  abstract readonly statusCode: number
  /** false: the message stays in our log. */
  readonly expose: boolean = true
  readonly retryAfterSeconds: number | undefined
  override name = this.constructor.name

  constructor(message: string, options: AppErrorOptions = {}) {
    super(message, options)
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}
