const MAX_LENGTH = 2_000
/** Printable ASCII without space and backslash: browsers drop or bend the rest while they parse. */
const PLAIN = /^[!-[\]-~]+$/
/** Absolute http(s), or a path. `https:x`, `//x` and `/\x` look like neither, yet browsers make an address of them. */
const SHAPE = /^(?:https?:\/\/[^/]|\/(?!\/))/i
const HIDDEN = /[\s\\\p{Cc}\p{Cf}\u2028\u2029]/u

/**
 * Where a browser may be sent after an authorization: a page of Nextcloud, or of ours, and nothing else (RT-22, GAP-7).
 * A path alone means a page of Nextcloud.
 *
 * @param nextcloudUrl - as browsers see it. @param ownUrl - our public URL.
 * @returns the absolute URL, or undefined for everything that is not plainly one of them.
 */
export function returnTo(value: string, nextcloudUrl: string, ownUrl: string): string | undefined {
  if (value.length > MAX_LENGTH || !PLAIN.test(value) || !SHAPE.test(value)) return undefined
  if (!URL.canParse(value, nextcloudUrl)) return undefined
  const url = new URL(value, nextcloudUrl)
  const origins = [nextcloudUrl, ownUrl].map(base => new URL(base).origin)
  if (!origins.includes(url.origin) || url.username || url.password) return undefined
  return isPlainPath(url.pathname) ? url.href : undefined
}

/** Also after one decoding, for servers behind us that decode before they redirect. */
function isPlainPath(pathname: string): boolean {
  try {
    const decoded = decodeURIComponent(pathname)
    return !decoded.startsWith('//') && !HIDDEN.test(decoded)
  } catch {
    return false
  }
}

/** @returns `url` with the caller's own correlation id echoed as `state`. */
export function withCorrelation(url: string, correlationId: string | null): string {
  if (correlationId === null) return url
  const target = new URL(url)
  target.searchParams.set('state', correlationId)
  return target.href
}
