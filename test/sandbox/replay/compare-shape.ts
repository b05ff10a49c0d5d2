/** Hears of two scalars at the same place. */
export type Learn = (path: string, recorded: string, actual: string) => void

interface Options {
  /** True when the recording leaves keys out: the actual value may have more. */
  cut: boolean
  learn: Learn
}

/** Their words are part of the contract; everything else is compared by type. */
const COMPARED_BY_VALUE = /\/(status|statuscode|message|error|error_description|errorType|s:exception|d:status)$/

type Fields = Record<string, unknown>

/**
 * Differences of shape between a recorded value and an actual one: keys, JSON types, and the values of status fields.
 * Lists match when each actual item has the shape of a recorded one; their lengths may differ, but not none and some.
 */
export function differences(recorded: unknown, actual: unknown, options: Options, path = ''): string[] {
  if (recorded === '…') return []
  if (isJwt(recorded)) return compareJwt(recorded, actual, options, path)
  if (Array.isArray(recorded) || Array.isArray(actual)) return compareLists(recorded, actual, options, path)
  if (isFields(recorded) && isFields(actual)) return compareFields(recorded, actual, options, path)
  return compareScalars(recorded, actual, options, path)
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const typeOf = (value: unknown) => (value === null ? 'null' : typeof value)

function compareScalars(recorded: unknown, actual: unknown, { learn }: Options, path: string): string[] {
  if (typeOf(recorded) !== typeOf(actual)) return [`${path}: expected ${typeOf(recorded)}, got ${typeOf(actual)}`]
  if (recorded === null) return []
  if (COMPARED_BY_VALUE.test(path) && recorded !== actual) return [`${path}: expected ${recorded}, got ${actual}`]
  learn(path, String(recorded), String(actual))
  return []
}

function compareFields(recorded: Fields, actual: Fields, options: Options, path: string): string[] {
  const cut = options.cut || Object.keys(recorded).some(key => key.startsWith('$'))
  const keys = Object.keys(recorded).filter(key => !key.startsWith('$') || key in actual)
  const more = Object.keys(actual).filter(key => !(key in recorded))
  const missing = keys.filter(key => !(key in actual))
  return [
    ...missing.map(key => `${path}/${key}: missing`),
    ...(cut ? [] : more.map(key => `${path}/${key}: not in the recording`)),
    ...keys
      .filter(key => key in actual)
      .flatMap(key => differences(recorded[key], actual[key], { ...options, cut }, `${path}/${key}`)),
  ]
}

function compareLists(recorded: unknown, actual: unknown, options: Options, path: string): string[] {
  const wanted = listOf(recorded)
  const got = listOf(actual)
  if (!wanted || !got) return [`${path}: expected ${typeOf(recorded)}, got ${typeOf(actual)} (one is a list)`]
  if (wanted.length === 0 || got.length === 0) {
    return wanted.length === got.length || options.cut
      ? []
      : [`${path}: expected ${wanted.length} items, got ${got.length}`]
  }
  return got.flatMap((item, index) => {
    const same = differences(wanted[index] ?? wanted[0], item, options, `${path}/${index}`)
    if (same.length === 0) return []
    const silent = { ...options, learn: () => {} }
    return wanted.some(other => differences(other, item, silent, `${path}/${index}`).length === 0) ? [] : same
  })
}

/** An XML element that comes once is no list after parsing, the same one twice is. */
const listOf = (value: unknown): unknown[] | undefined =>
  Array.isArray(value) ? value : isFields(value) ? [value] : undefined

const isJwt = (value: unknown): value is { $jwt: { header: unknown; claims: unknown } } =>
  isFields(value) && '$jwt' in value

function compareJwt(
  recorded: { $jwt: { header: unknown; claims: unknown } },
  actual: unknown,
  options: Options,
  path: string,
) {
  const [header, claims] = String(actual)
    .split('.')
    .slice(0, 2)
    .map((part): unknown => JSON.parse(Buffer.from(part, 'base64url').toString('utf8') || 'null'))
  return differences(recorded.$jwt, { header, claims }, options, path)
}
