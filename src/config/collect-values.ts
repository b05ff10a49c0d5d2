import { allVariables } from './env.js'
import { problem, warning, type Finding } from './finding.js'
import { variableFlags, type Flags } from './flags.js'

/** Variables by name. */
export type Source = Readonly<Record<string, string | undefined>>

/** Text of a file. Throws when it cannot be read. */
export type ReadFile = (path: string) => string

interface Collected {
  /** What was written, by variable; what was not set is absent. */
  values: Record<string, string>
  findings: Finding[]
}

const CREDENTIALS = ['NEXTCLOUD_USERNAME', 'NEXTCLOUD_PASSWORD', 'NEXTCLOUD_PASSWORD_FILE']

/** What was said about each variable: by flag, else in the environment, else, for a secret, in the file that `NAME_FILE` names. */
export function collectValues(source: Source, flags: Flags, readFile: ReadFile): Collected {
  const dropped = dropCredentials({ ...source, ...flags.values }, flags)
  const collected: Collected = { values: {}, findings: [...dropped.findings, ...warnOfVisibleSecrets(flags)] }
  for (const { name, secret, takesEmpty, aliasOf } of allVariables) {
    const written = flags.values?.[name] ?? dropped.source[name]
    const file =
      secret && flags.values?.[name] === undefined ? blankToUndefined(dropped.source[`${name}_FILE`]) : undefined
    const emptyCounts = takesEmpty && aliasOf === undefined
    const value = file === undefined ? written : readSecret(name, written, file, readFile, collected.findings)
    if (value !== undefined && (value.trim() !== '' || emptyCounts)) collected.values[name] = value
  }
  return collected
}

/** `--oauth` means OAuth although credentials are set: they are left out, and that is said. */
function dropCredentials(source: Source, { oauth }: Flags): { source: Source; findings: Finding[] } {
  const present = CREDENTIALS.filter(name => blankToUndefined(source[name]) !== undefined)
  if (oauth !== true || present.length === 0) return { source, findings: [] }
  const kept = Object.fromEntries(Object.entries(source).filter(([name]) => !CREDENTIALS.includes(name)))
  return { source: kept, findings: [warning('--oauth', `${present.join(' and ')} are set and ignored.`)] }
}

/** CFG-10. */
function warnOfVisibleSecrets({ values = {} }: Flags): Finding[] {
  return variableFlags
    .filter(({ variable, secret }) => secret && values[variable] !== undefined)
    .map(({ variable, long }) =>
      warning(long, `shows the secret to everybody who can list processes. Use ${variable} or ${variable}_FILE.`),
    )
}

function readSecret(
  name: string,
  written: string | undefined,
  file: string,
  readFile: ReadFile,
  findings: Finding[],
): string | undefined {
  if (blankToUndefined(written) !== undefined) {
    findings.push(problem(`${name}_FILE`, `is set together with ${name}.`, 'Set one of the two.'))
    return undefined
  }
  const content = tryRead(file, readFile)
  if (content?.trim()) return content.trim()
  const what = content === undefined ? 'names a file that cannot be read.' : 'names an empty file.'
  findings.push(problem(`${name}_FILE`, what, 'Name a file that holds the secret and that this process may read.'))
  return undefined
}

function tryRead(file: string, readFile: ReadFile): string | undefined {
  try {
    return readFile(file)
  } catch {
    return undefined
  }
}

function blankToUndefined(value: string | undefined): string | undefined {
  return value?.trim() ? value : undefined
}
