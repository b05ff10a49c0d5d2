/** Values of the variables in a URI that fits, percent-decoded; undefined when it does not fit. */
export type MatchUri = (uri: string) => Readonly<Record<string, string>> | undefined

/** Simple expansion alone (RFC 6570, level 1): `{name}` stands for one non-empty part without a slash. */
export function uriTemplate(template: string): MatchUri {
  const names: string[] = []
  const pattern = template.replace(/\{(\w+)\}|[^{]/g, (part: string, name: string | undefined) => {
    if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/, '\\$&')
    names.push(name)
    return '([^/?#]+)'
  })
  const expression = new RegExp(`^${pattern}$`)
  return uri => {
    const found = expression.exec(uri)
    if (found === null) return undefined
    return decoded(names, found.slice(1))
  }
}

function decoded(names: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  try {
    return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(parts[index] ?? '')]))
  } catch {
    return undefined
  }
}
