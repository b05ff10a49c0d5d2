/** Names an app may have; no id of a person or a thing looks for its place here. */
const APP = /^\/(?:ocs\/v2\.php\/|index\.php\/)?apps\/([a-z][a-z0-9_]{0,31})(?:\/|$)/

/**
 * Which part of Nextcloud an address belongs to, for statistics: an app, `dav`, `ocs`, `login`, `status`, `discovery` or `other`.
 *
 * @returns `identity_provider` for another origin. Nothing of the address but the name of an app.
 */
export function appOfUrl(url: string, baseUrl: string): string {
  if (!url.startsWith(`${baseUrl}/`)) return originOf(url) === originOf(baseUrl) ? 'other' : 'identity_provider'
  const path = url.slice(baseUrl.length)
  if (path.startsWith('/remote.php/')) return 'dav'
  const app = APP.exec(path.split('?', 1)[0] ?? '')?.[1]
  if (app !== undefined) return app
  if (path.startsWith('/ocs/')) return 'ocs'
  if (path.startsWith('/status.php')) return 'status'
  if (path.includes('/login/v2')) return 'login'
  return path.includes('/.well-known/') ? 'discovery' : 'other'
}

const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : undefined)
