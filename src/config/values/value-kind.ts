import { z } from 'zod'

/** A way of writing a value in the environment: how it is read, and how the reference calls it. */
export interface ValueKind<T> {
  /** In plain words, for the reference: `whole number, 1 to 65535`. */
  type: string
  /** From the written text; an issue carries what is wrong in `message` and what to write instead in `params.fix`. */
  schema: z.ZodType<T, string>
  /** Its value must never be printed, and it may come from a file (`NAME_FILE`). */
  secret: boolean
  /** The empty text means something (a boolean's `false`) instead of "not set". */
  takesEmpty: boolean
}

/** Says what is wrong with a written value and what to write instead. Neither may hold the value. */
export type Refuse = (problem: string, fix: string) => never

/** A kind of value read by `read` from the trimmed text, which gives the value or refuses it. */
export function valueKind<T>(type: string, read: (text: string, refuse: Refuse) => T): ValueKind<T> {
  const schema = z.string().transform((text, context) => {
    try {
      return read(text.trim(), refuse)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      context.addIssue({ code: 'custom', message: error.message, params: { fix: error.fix } })
      return z.NEVER
    }
  })
  return { type, schema, secret: false, takesEmpty: false }
}

class Refusal extends Error {
  readonly fix: string

  constructor(problem: string, fix: string) {
    super(problem)
    this.fix = fix
  }
}

const refuse: Refuse = (problem, fix) => {
  throw new Refusal(problem, fix)
}
