/** Everything that we give out begins so: the prefix lets scanners and ourselves recognise it. */
const OWN_PREFIX = 'ncmcp_'
/** Bearer of the access of a person, one hour. */
export const ACCESS_PREFIX = 'ncmcp_at_'
export const REFRESH_PREFIX = 'ncmcp_rt_'
export const CODE_PREFIX = 'ncmcp_ac_'

const RANDOM_256 = /^[\w-]{43}$/

/** Has it the form of a token of ours? Says nothing of its worth. */
export function isOurAccessToken(token: string): boolean {
  return token.startsWith(ACCESS_PREFIX) && RANDOM_256.test(token.slice(ACCESS_PREFIX.length))
}

/** Is it something of ours, of whatever kind? Nobody else is ever shown such a thing. */
export const isOurOwn = (token: string): boolean => token.startsWith(OWN_PREFIX)
