import { Secret } from '../../lib/secret.js'
import { valueKind, type Refuse, type ValueKind } from './value-kind.js'

const EXAMPLE = 'Write name=value, several separated by commas; a comma inside a value is %2C.'
/** A `token` of RFC 9110, section 5.6.2. */
const NAME = /^[\w!#$%&'*+.^`|~-]+$/
const VALUE = /^[\t\x20-\x7e]+$/

/**
 * Headers of HTTP that let us in somewhere, as OpenTelemetry writes them: `name=value` separated by commas, values percent-encoded.
 *
 * @see https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables
 */
export function secretHeaders(): ValueKind<Readonly<Record<string, Secret>>> {
  const kind = valueKind('secret, `name=value` pairs separated by commas', (text, refuse) => {
    const pairs = text.split(',').filter(pair => pair.trim() !== '')
    return Object.fromEntries(pairs.map(pair => readHeader(pair, refuse)))
  })
  return { ...kind, secret: true }
}

function readHeader(pair: string, refuse: Refuse): readonly [string, Secret] {
  const at = pair.indexOf('=')
  const name = pair.slice(0, Math.max(0, at)).trim()
  const value = decode(pair.slice(at + 1).trim())
  if (NAME.test(name) && value !== undefined && VALUE.test(value)) return [name.toLowerCase(), new Secret(value)]
  return refuse('holds something that is not a header.', EXAMPLE)
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
