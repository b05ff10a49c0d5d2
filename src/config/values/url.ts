import { valueKind, type Refuse, type ValueKind } from './value-kind.js'

const EXAMPLE = 'Write the full address, for example https://cloud.example.com'

/** CFG-5: an http(s) address without user, query or fragment, normalised, with no trailing slash. */
export function baseUrl(): ValueKind<string> {
  return valueKind('URL', readBaseUrl)
}

/** Addresses as {@link baseUrl}, separated by commas; as they were written, for issuers are compared letter by letter. */
export function issuerList(): ValueKind<readonly string[]> {
  return valueKind('URLs, separated by commas', (text, refuse) => {
    const written = text.split(',').map(entry => entry.trim())
    return written.filter(Boolean).map(entry => readIssuer(entry, refuse))
  })
}

/** An issuer: an address as it was written, for issuers are compared letter by letter (OpenID Connect Core 1.0, section 2). No trailing slash. */
export function issuerUrl(): ValueKind<string> {
  return valueKind('URL', readIssuer)
}

/** An endpoint: as {@link baseUrl}, but a query is part of it. */
export function endpointUrl(): ValueKind<string> {
  return valueKind('URL', (text, refuse) => parse(text, refuse).href)
}

function readBaseUrl(text: string, refuse: Refuse): string {
  const url = parse(text, refuse)
  if (text.includes('?')) return refuse('holds a query (the part after "?").', `${EXAMPLE}, without "?".`)
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

function readIssuer(text: string, refuse: Refuse): string {
  readBaseUrl(text, refuse)
  return text.replace(/\/+$/, '')
}

function parse(text: string, refuse: Refuse): URL {
  const fault = faultOf(text)
  return fault === undefined ? new URL(text) : refuse(fault, `${EXAMPLE}.`)
}

function faultOf(text: string): string | undefined {
  if (/[\s\\]/.test(text)) return 'holds white space or a backslash.'
  if (!/^https?:\/\//i.test(text)) return 'does not begin with http:// or https://.'
  if (!URL.canParse(text)) return 'is not a valid address.'
  if (/^https?:\/\/[^/?#]*@/i.test(text)) return 'holds a user name or a password.'
  if (text.includes('#')) return 'holds a fragment (the part after "#").'
  return undefined
}
