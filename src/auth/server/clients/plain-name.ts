const MAX_LENGTH = 80

/** A name that a client gave itself, fit to be shown: one line, no characters that hide or turn text, at most 80 of them. */
export function plainName(name: string | undefined): string | undefined {
  const plain = (name ?? '').replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\s\u2028\u2029]+/gu, ' ').trim()
  return plain === '' ? undefined : [...plain].slice(0, MAX_LENGTH).join('')
}
