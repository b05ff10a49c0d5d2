/** Shorter texts are found by chance. */
const SHORTEST = 12

/** Everything that a run used and nobody may read afterwards, under a name that says what it is. */
export interface Secrets {
  add(name: string, value: string | undefined): void
  /** Names of those that are in `text`, in whatever spelling. */
  foundIn(text: string): string[]
  /** How many there are of each name. */
  counts(): Record<string, number>
}

export function collectSecrets(): Secrets {
  const values = new Map<string, Set<string>>()
  const spelled = new Map<string, string>()
  const keep = (name: string, value: string) => {
    values.set(name, (values.get(name) ?? new Set()).add(value))
    for (const spelling of spellings(value)) if (!spelled.has(spelling)) spelled.set(spelling, name)
  }
  return {
    add(name, value) {
      if (value === undefined || value.length < SHORTEST) return
      keep(name, value)
      // Of a signed token the signature alone is enough to rebuild it from a payload that may be known.
      const signature = /^[\w-]+\.[\w-]+\.([\w-]{40,})$/.exec(value)?.[1]
      if (signature !== undefined) keep(name, signature)
    },
    foundIn: text => [...new Set([...spelled].filter(([spelling]) => text.includes(spelling)).map(([, name]) => name))],
    counts: () => Object.fromEntries([...values].map(([name, set]) => [name, set.size])),
  }
}

/** As text, as bytes of a file read as Latin-1, in JSON, in URLs, in hex, and in base64 wherever it may begin. */
export function spellings(value: string): string[] {
  const bytes = Buffer.from(value)
  const decoded = /^[\w+/-]{43}=?$/.test(value) ? [Buffer.from(value, 'base64')] : []
  const all = [value, bytes.toString('latin1'), JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]
  const form = new URLSearchParams({ x: value }).toString().slice(2)
  const inBytes = [bytes, ...decoded].flatMap(one => [
    one.toString('latin1'),
    one.toString('hex'),
    one.toString('hex').toUpperCase(),
    ...[0, 1, 2].flatMap(offset => base64At(one, offset)),
  ])
  return [...new Set([...all, form, ...inBytes])].filter(spelling => spelling.length >= SHORTEST)
}

/** The part of a longer base64 text that only these bytes decide, when they begin `offset` bytes into a group of three. */
function base64At(bytes: Buffer, offset: number): string[] {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
  const whole = text.slice(offset === 0 ? 0 : 4, Math.floor((bytes.length + offset) / 3) * 4)
  return [whole, whole.replaceAll('+', '-').replaceAll('/', '_')]
}
