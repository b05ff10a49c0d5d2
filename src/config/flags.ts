import { allVariables } from './env.js'

/** What the command line said about the configuration. */
export interface Flags {
  /** `--oauth` is true, `--no-oauth` is false, neither is undefined. */
  oauth?: boolean | undefined
  /** By name of the variable that the flag stands for: `{ PORT: '8001' }`. They win over the environment. */
  values?: Readonly<Record<string, string>>
}

/** A flag and the variable it stands for. */
export interface VariableFlag {
  variable: string
  description: string
  secret: boolean
  long: string
  short: string | undefined
  /** undefined: the flag is a switch and means `true`. */
  argument: string | undefined
}

/** Every flag that stands for a variable. */
export const variableFlags: readonly VariableFlag[] = allVariables.flatMap(({ name, flag, secret, description }) =>
  flag
    ? [
        {
          variable: name,
          description: `${firstSentence(description)} Sets ${name}.`,
          secret,
          long: flag.long,
          short: flag.short,
          argument: flag.argument,
        },
      ]
    : [],
)

/** For a terminal: without the marks of Markdown. */
function firstSentence(text: string): string {
  const [first = ''] = text.split(/(?<=\.)\s/, 1)
  return first.replaceAll('`', '')
}
