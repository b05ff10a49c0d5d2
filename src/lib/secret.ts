import { inspect } from 'node:util'

const REDACTED = '[redacted]'

/** A string that must not be printed. Every way of printing it gives `[redacted]`; only `reveal()` gives the value. */
export class Secret {
  readonly #value: string | (() => string)

  /** @param value - or how to find it, when finding it is not free and often not needed. */
  constructor(value: string | (() => string)) {
    this.#value = value
  }

  /** The value itself. Call it where the value leaves for its destination, and nowhere else. */
  reveal(): string {
    return typeof this.#value === 'string' ? this.#value : this.#value()
  }

  toString(): string {
    return REDACTED
  }

  toJSON(): string {
    return REDACTED
  }

  [inspect.custom](): string {
    return REDACTED
  }
}
