import { isIP } from 'node:net'

const MAX_LENGTH = 500

/**
 * Is the client id the address of a document about the client? `https`, a name with a dot, a path, written as a browser would write it; no
 * fragment, no userinfo, no address literal (draft-ietf-oauth-client-id-metadata-document, section 3).
 */
export function isDocumentUrl(id: string): boolean {
  if (id.length > MAX_LENGTH || !/^https:\/\/[!-~]+$/.test(id) || id.includes('#') || !URL.canParse(id)) return false
  const url = new URL(id)
  if (url.href !== id || url.username || url.password || url.pathname === '/') return false
  return isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0 && url.hostname.includes('.')
}
