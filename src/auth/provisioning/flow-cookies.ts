/** Set-Cookie values that a start asks for; always HttpOnly, SameSite=Lax, Path=/ and, where cookies are secure, Secure. */
export interface FlowCookie {
  name: string
  value: string
  maxAgeSeconds: number
}

const prefix = (secure: boolean) => (secure ? '__Host-' : '')

/** Binds one authorization to the browser that started it. Named after the state, so that several tabs do not disturb each other. */
export function bindingCookieName(stateHash: string, secure: boolean): string {
  const hex = Buffer.from(stateHash, 'base64url').toString('hex')
  return `${prefix(secure)}mcp_prov_${hex.slice(0, 8)}`
}

/** Tells browsers apart, to count what each has in progress. Proves nothing. */
export const browserCookieName = (secure: boolean) => `${prefix(secure)}mcp_browser`

/** 32 random bytes, base64url: the form of our states, cookies and tickets. */
export const RANDOM_256 = /^[\w-]{43}$/
