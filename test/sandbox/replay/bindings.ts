/** The base URL of the recorded server. */
const RECORDED_URL = 'http://127.0.0.1:8080'

/** What stands here for the ids, ETags, secrets and URLs of the recording. */
export interface Bindings {
  /** From now on `recorded` means `actual`. */
  bind(recorded: string, actual: string): void
  /** A text of the recording as this server would have it. */
  apply(text: string): string
  /** The same through a JSON value. */
  applyDeep(value: unknown): unknown
}

export function createBindings(url: string): Bindings {
  const known = new Map<string, string>([[RECORDED_URL, url]])
  let expression: RegExp | undefined

  const pattern = () => (expression ??= new RegExp([...known.keys()].sort(longestFirst).map(toSource).join('|'), 'g'))
  const apply = (text: string) => text.replace(pattern(), match => known.get(match) ?? match)
  const applyDeep = (value: unknown): unknown => {
    if (typeof value === 'string') return apply(value)
    if (typeof value === 'number') return Number(apply(String(value)))
    if (Array.isArray(value)) return value.map(applyDeep)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, applyDeep(item)]))
  }
  return {
    bind: (recorded, actual) => {
      known.set(recorded, actual)
      expression = undefined
    },
    apply,
    applyDeep,
  }
}

const longestFirst = (a: string, b: string) => b.length - a.length

/** Numbers stand alone: 74 is not a part of 1745. */
function toSource(recorded: string): string {
  const escaped = recorded.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return /^\w+$/.test(recorded) ? `(?<![\\w.])${escaped}(?![\\w])` : escaped
}
