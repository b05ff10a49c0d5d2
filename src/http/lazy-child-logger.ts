import type { FastifyBaseLogger } from 'fastify'

type Bindings = Record<string, unknown>
type Entry = [fields: object, message?: string]

/**
 * The logger of one request. It becomes a real child, with its bindings written and redacted, when something is logged through it;
 * at levels above `info` most requests log nothing at all.
 */
export class LazyChildLogger {
  readonly #parent: FastifyBaseLogger
  readonly #bindings: Bindings
  #made: FastifyBaseLogger | undefined

  constructor(parent: FastifyBaseLogger, bindings: Bindings) {
    this.#parent = parent
    this.#bindings = bindings
  }

  get level(): string {
    return this.#parent.level
  }

  fatal(...entry: Entry): void {
    this.#child().fatal(...entry)
  }

  error(...entry: Entry): void {
    this.#child().error(...entry)
  }

  warn(...entry: Entry): void {
    this.#child().warn(...entry)
  }

  info(...entry: Entry): void {
    if (!ABOVE_INFO.has(this.level)) this.#child().info(...entry)
  }

  debug(...entry: Entry): void {
    if (BELOW_INFO.has(this.level)) this.#child().debug(...entry)
  }

  trace(...entry: Entry): void {
    if (this.level === 'trace') this.#child().trace(...entry)
  }

  silent(): void {}

  child(...[bindings, options]: Parameters<FastifyBaseLogger['child']>): FastifyBaseLogger {
    return this.#child().child(bindings, options)
  }

  #child(): FastifyBaseLogger {
    this.#made ??= this.#parent.child(this.#bindings)
    return this.#made
  }
}

const ABOVE_INFO: ReadonlySet<string> = new Set(['warn', 'error', 'fatal', 'silent'])
const BELOW_INFO: ReadonlySet<string> = new Set(['debug', 'trace'])
