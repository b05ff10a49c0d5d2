import { z } from 'zod'
import type { Mode } from '../config.js'
import type { ValueKind } from '../values/value-kind.js'

/** What there is to know about a variable, besides its value. */
export interface VariableFacts {
  type: string
  secret: boolean
  takesEmpty: boolean
  /** In plain words. */
  description: string
  /** As one would write it; undefined: there is none, or `defaultNote` says where it comes from. */
  default: string | undefined
  defaultNote: string | undefined
  /** Where it has an effect. */
  modes: readonly Mode[]
  /** It is another name for this variable. */
  aliasOf: string | undefined
  flag: Flag | undefined
}

/** A command line flag that says the same as the variable. */
export interface Flag {
  long: `--${string}`
  short?: `-${string}`
  /** Name of the argument in `--help`; without one the flag is a switch and means `true`. */
  argument?: string
}

interface Told {
  description: string
  modes: readonly Mode[]
  defaultNote?: string
  aliasOf?: string
  flag?: Flag
}

const register = z.registry<VariableFacts>()

export const EVERY_MODE: readonly Mode[] = ['single_user_basic', 'multi_user_basic', 'hybrid', 'oauth']
/** Many people, each with their own Nextcloud account. */
export const MANY_USERS: readonly Mode[] = ['multi_user_basic', 'hybrid', 'oauth']
/** `/mcp` takes HTTP Basic. */
export const BASIC_PER_REQUEST: readonly Mode[] = ['multi_user_basic', 'hybrid']
/** Bearer tokens, provisioning, stored grants. */
export const WITH_OAUTH: readonly Mode[] = ['hybrid', 'oauth']

/** A variable that may be left out. */
export function optional<T>(kind: ValueKind<T>, told: Told): z.ZodType<T | undefined> {
  const schema = kind.schema.optional()
  register.add(schema, facts(kind, told, undefined))
  return schema
}

/** A variable that, left out, is read as `written`. */
export function withDefault<T>(kind: ValueKind<T>, written: string, told: Told): z.ZodType<T> {
  const schema = z.string().prefault(written).pipe(kind.schema)
  register.add(schema, facts(kind, told, written))
  return schema
}

/** The facts of a variable made by {@link optional} or {@link withDefault}. */
export function factsOf(schema: z.ZodType): VariableFacts | undefined {
  return register.get(schema)
}

function facts(kind: ValueKind<unknown>, told: Told, written: string | undefined): VariableFacts {
  const { type, secret, takesEmpty } = kind
  const { description, modes, defaultNote, aliasOf, flag } = told
  return { type, secret, takesEmpty, description, default: written, defaultNote, modes, aliasOf, flag }
}
