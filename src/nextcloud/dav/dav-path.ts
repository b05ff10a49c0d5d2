import { UnsafePath } from '../../errors/unsafe-path.js'

const MAX_LENGTH = 4000
/** Backslashes, control characters and lone surrogates. */
const FORBIDDEN = /[\\\p{Cc}\p{Cs}]/u

/**
 * The segments of a path as a person writes it, below the person's own files. Slashes at either end mean nothing.
 *
 * @param userPath - not percent-encoded: `%2e` is a name of three characters.
 * @returns no segments for the root.
 * @throws {UnsafePath} for `.`, `..`, an empty segment in the middle, a backslash, a control character, a lone
 *   surrogate, or more than 4000 characters.
 */
export function davSegments(userPath: string): string[] {
  const trimmed = userPath.replace(/^\/+|\/+$/g, '')
  if (userPath.length > MAX_LENGTH) throw new UnsafePath(`The path may not be longer than ${MAX_LENGTH} characters.`)
  if (FORBIDDEN.test(userPath)) throw new UnsafePath()
  if (trimmed === '') return []
  const segments = trimmed.split('/')
  if (segments.some(segment => segment === '' || segment === '.' || segment === '..')) throw new UnsafePath()
  return segments
}

/**
 * The path of a person's file below `/remote.php/dav`, each segment encoded once.
 *
 * @param userId - the uid, never a login name.
 * @throws {UnsafePath} as {@link davSegments}; also for a uid that is not one segment.
 */
export function davFilePath(userId: string, userPath: string): string {
  const owner = davSegments(userId)
  if (owner.length !== 1 || userId.includes('/')) throw new UnsafePath()
  return ['/files', ...owner.map(encodeURIComponent), ...davSegments(userPath).map(encodeURIComponent)].join('/')
}
