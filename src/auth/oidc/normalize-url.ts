/**
 * One spelling for an issuer or base URL: host in lower case, no default port, no trailing slash.
 * `http://app:80/` and `http://app` are the same place.
 *
 * @returns undefined for what is no absolute http(s) URL.
 */
export function normalizeUrl(value: string): string | undefined {
  if (!URL.canParse(value)) return undefined
  const url = new URL(value)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined
  return url.origin + url.pathname.replace(/\/+$/, '') + url.search
}

/** Origin of an absolute http(s) URL, else undefined. Origins are compared parsed, never as prefixes. */
export function originOf(value: string): string | undefined {
  const normal = normalizeUrl(value)
  return normal === undefined ? undefined : new URL(normal).origin
}
