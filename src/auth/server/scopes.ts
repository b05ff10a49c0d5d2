import { SCOPES } from '../scope-catalogue.js'
import { parseScopes } from '../bearer/parse-scopes.js'
import { IDENTITY_SCOPES, OFFLINE_ACCESS } from './metadata.js'

const KNOWN: ReadonlySet<string> = new Set([...SCOPES, ...IDENTITY_SCOPES, OFFLINE_ACCESS])

/**
 * What a client may have of what it asks for. Clients choose scopes badly: one that names none of ours, as those that ask for `openid` alone,
 * gets all of them, and the person's own rights remain the limit. Identity scopes are taken and not granted (RFC 6749, section 3.3).
 *
 * @returns sorted, of our catalogue; undefined when the client asks for something that does not exist.
 */
export function grantableScopes(scope: string | undefined): readonly string[] | undefined {
  const asked = parseScopes(scope, undefined)
  if (!asked.every(one => KNOWN.has(one))) return undefined
  const ours = SCOPES.filter(one => asked.includes(one))
  return ours.length > 0 ? ours : SCOPES
}
