import { UnsafePath } from '../errors/unsafe-path.js'

/**
 * A URL path in which every hole is one percent-encoded segment.
 *
 * @example path`/index.php/apps/notes/api/v1/notes/${id}`
 * @throws {UnsafePath} for `.` and `..`, which encoding leaves alone and `fetch` resolves (RFC 3986, section 5.2.4).
 */
export function path(literal: TemplateStringsArray, ...holes: (string | number)[]): string {
  const segments = holes.map(String)
  if (segments.some(segment => segment === '.' || segment === '..')) throw new UnsafePath()
  return String.raw({ raw: literal }, ...segments.map(encodeURIComponent))
}
