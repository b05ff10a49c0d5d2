import type { RouteKind } from '../route-rules.js'

/** The entry point a path belongs to, for requests that no route of ours takes as well. */
export function routeKind(path: string): RouteKind {
  if (path.startsWith('/ocs/')) return 'ocs'
  if (path.startsWith('/remote.php/')) return 'dav'
  if (path === '/status.php') return 'file'
  return /^\/apps\/(notes|deck|tables|cookbook)\/api\//.test(path) ? 'app' : 'page'
}
