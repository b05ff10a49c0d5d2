/**
 * An entity tag as tools show it: without quotes and without the weakness mark that compressing proxies add.
 *
 * @returns undefined for an absent or empty header.
 * @see RFC 9110, section 8.8.3
 */
export function readEtag(header: string | undefined): string | undefined {
  const tag = header?.trim().replace(/^W\//, '').replace(/^"|"$/g, '')
  return tag === '' ? undefined : tag
}

/** For `If-Match`. Notes compares the quoted string; without quotes it answers 412. `*` stays as it is. */
export function quoteEtag(tag: string): string {
  const bare = readEtag(tag) ?? ''
  return bare === '*' ? '*' : `"${bare.replaceAll('"', '')}"`
}
