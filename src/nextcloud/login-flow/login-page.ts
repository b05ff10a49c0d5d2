import { endpoints } from '../endpoints.js'

const LOGIN_TOKEN = /\/login\/v2\/flow\/([A-Za-z0-9]{16,512})$/

/**
 * The page that the person opens. Nextcloud names it by the address it was called at, or by the one it was told to have
 * (`overwritehost`). The configured public address wins; without one a different address is Nextcloud's own word for where browsers
 * find it, and is taken unless it gives up https. Origins are compared parsed, port included.
 *
 * @returns undefined for what is not the address of such a page.
 */
export function loginPage(
  named: string,
  { baseUrl, publicUrl }: { baseUrl: string; publicUrl: string },
): string | undefined {
  if (!URL.canParse(named)) return undefined
  const url = new URL(named)
  const token = LOGIN_TOKEN.exec(url.pathname)?.[1]
  if (token === undefined || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined
  const base = new URL(baseUrl)
  const isOwnWord = url.origin !== base.origin && publicUrl === baseUrl
  if (isOwnWord && !(base.protocol === 'https:' && url.protocol === 'http:')) return url.origin + url.pathname
  return endpoints(publicUrl).app(`/login/v2/flow/${token}`)
}
