const MAX_LENGTH = 2_000
/** Printable ASCII without space and backslash: browsers drop or bend the rest while they parse. */
const PLAIN = /^[!-[\]-~]+$/
const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost']

/** Parameters of an answer (RFC 6749, section 4.1.2; RFC 9207, section 2). Whoever reads the first of two would read what the address had before. */
export const ANSWER_PARAMETERS: readonly string[] = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri']

/**
 * May a code be sent there? `https`, or `http` to this machine by a loopback name; no fragment, no userinfo, no wildcard, no part of an answer
 * in its query, and written as a browser would write it, so that what is compared is what is opened (RT-10, GAP-12; RFC 9700, sections 4.1 and 4.4).
 */
export function isRedirectUri(uri: string): boolean {
  if (uri.length > MAX_LENGTH || !PLAIN.test(uri) || /[#*]/.test(uri) || !URL.canParse(uri)) return false
  const url = new URL(uri)
  if (url.username || url.password || !isAsWritten(url, uri)) return false
  if (ANSWER_PARAMETERS.some(name => url.searchParams.has(name))) return false
  return url.protocol === 'https:' || isLoopback(url)
}

/** Only the slash after a bare host may be missing. */
const isAsWritten = (url: URL, uri: string) => url.href === uri || url.href === `${uri}/`

const isLoopback = (url: URL) => url.protocol === 'http:' && LOOPBACK.includes(url.hostname)

/** A redirect to a program on the person's own machine, which anybody can claim to be (RFC 8252, section 8.6). */
export function isLoopbackRedirect(uri: string): boolean {
  return isRedirectUri(uri) && isLoopback(new URL(uri))
}

/** Does a program on the person's machine get it: by a loopback name, whatever the scheme, or by a private scheme? Any program can claim either. */
export function isLocalRedirect(uri: string): boolean {
  const { protocol, hostname } = new URL(uri)
  return protocol !== 'https:' || LOOPBACK.includes(hostname) || hostname.endsWith('.localhost')
}

/** The same without the port, which changes from start to start (RFC 8252, section 7.3); others stay as they are. */
export function withoutLoopbackPort(uri: string): string {
  if (!isLoopbackRedirect(uri)) return uri
  const url = new URL(uri)
  url.port = ''
  return url.href
}

/** Is `presented` the registered one? Character by character, but for the port of a loopback redirect. */
export function matchesRedirect(presented: string, registered: string): boolean {
  if (presented === registered) return true
  return (
    isLoopbackRedirect(presented) &&
    isLoopbackRedirect(registered) &&
    withoutLoopbackPort(presented) === withoutLoopbackPort(registered)
  )
}
