import { Secret } from '../../lib/secret.js'
import { valueKind, type Refuse, type ValueKind } from './value-kind.js'

/** Free text without control characters. */
export function text(type = 'text'): ValueKind<string> {
  return valueKind(type, printable)
}

/** Name of a claim in a token (RFC 7519, section 4). */
export function claimName(): ValueKind<string> {
  return valueKind('name of a claim', (written, refuse) => {
    if (/^[\w:./-]{1,64}$/.test(written)) return written
    return refuse('is not the name of a claim.', 'Write for example preferred_username.')
  })
}

/** One of a few words, in any case; `aliases` are other spellings of them. */
export function choice<const T extends string>(
  words: readonly T[],
  aliases: Readonly<Record<string, T>> = {},
): ValueKind<T> {
  const list = words.map(word => `\`${word}\``).join(', ')
  return valueKind(list, (written, refuse) => {
    const word = written.toLowerCase()
    const alias = Object.hasOwn(aliases, word) ? aliases[word] : undefined
    const known = words.find(candidate => candidate === word) ?? alias
    return known ?? refuse('is not one of the words it may be.', `Valid values are: ${words.join(', ')}.`)
  })
}

/** What a switch may be written as, for a `choice` of `true`, `false` and something else. */
export const SWITCH_WORDS = { 1: 'true', yes: 'true', on: 'true', 0: 'false', no: 'false', off: 'false' } as const

/** Text that must never be printed. Shorter than `minLength` characters is refused, for it could be guessed. */
export function secretText({ minLength = 1 }: { minLength?: number } = {}): ValueKind<Secret> {
  const type = minLength > 1 ? `secret, ${minLength} characters or more` : 'secret'
  const kind = valueKind(type, (written, refuse) => {
    if (written.length >= minLength) return new Secret(printable(written, refuse))
    return refuse(`is shorter than ${minLength} characters.`, MAKE_ONE)
  })
  return { ...kind, secret: true }
}

/** A secret that travels as `Authorization: Bearer`: 32 characters or more of `b64token` (RFC 6750, section 2.1). */
export function bearerSecret(): ValueKind<Secret> {
  const kind = valueKind('secret, 32 characters or more', (written, refuse) => {
    if (written.length < BEARER_LENGTH) return refuse(`is shorter than ${BEARER_LENGTH} characters.`, MAKE_ONE)
    if (/^[a-z0-9\-._~+/]+=*$/i.test(written)) return new Secret(written)
    return refuse('holds characters that a bearer token cannot have.', `Use letters and digits. ${MAKE_ONE}`)
  })
  return { ...kind, secret: true }
}

const BEARER_LENGTH = 32
const MAKE_ONE = 'Make a long random one, for example with: openssl rand -hex 32.'

function printable(written: string, refuse: Refuse): string {
  if (!/\p{Cc}/u.test(written)) return written
  return refuse('holds a line break or another control character.', 'Write it on one line, without control characters.')
}
