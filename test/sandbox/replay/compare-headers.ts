import type { Bindings } from './bindings.js'

/** Recorded whenever they were sent: one of these that the recording lacks must not come. */
const TELLING =
  /^(etag|oc-etag|oc-fileid|location|www-authenticate|retry-after|dav|allow|x-user-id|x-nextcloud-.*|x-notes-.*|access-control-allow-origin)$/
/** Their values are the server's own business. */
const PRESENCE_ONLY =
  /^(last-modified|oc-fileid|x-notes-chunk-cursor|x-notes-chunk-pending|content-length|content-disposition|accept-ranges|x-activity-.*|access-control-.*|link)$/

/** What keeps two sets of headers apart. */
export function compareHeaders(
  recorded: Record<string, string>,
  actual: Record<string, string>,
  bindings: Bindings,
): string[] {
  const extra = Object.keys(actual).filter(name => TELLING.test(name) && !(name in recorded))
  return [
    ...extra.map(name => `header ${name}: not in the recording`),
    ...Object.entries(recorded).flatMap(([name, value]) => compareHeader(name, bindings.apply(value), actual[name])),
  ]
}

function compareHeader(name: string, recorded: string, actual: string | undefined): string[] {
  if (actual === undefined) {
    // Node counts bytes itself or streams; neither is Nextcloud's doing.
    return name === 'content-length' || name === 'accept-ranges' ? [] : [`header ${name}: missing`]
  }
  if (PRESENCE_ONLY.test(name)) return []
  const shape =
    name === 'etag' || name === 'oc-etag' ? etagShape : name === 'location' ? locationShape : (text: string) => text
  return shape(recorded) === shape(actual) ? [] : [`header ${name}: expected ${recorded}, got ${actual}`]
}

const etagShape = (etag: string) => etag.replace(/[^"W/]+/g, 'x')

/** Where it leads, and the names of what it carries. */
function locationShape(location: string): string {
  const url = new URL(location, 'http://relative.invalid')
  const path = url.pathname.split('/').map(part => (part.length > 60 || part.startsWith('%3C') ? '*' : part))
  return `${url.origin}${path.join('/')}?${[...url.searchParams.keys()].join('&')}`
}
