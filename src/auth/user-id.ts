import type { Config } from '../config/config.js'
import type { ProviderMetadata } from './oidc/oidc-runtime.js'

/** Nextcloud's limit. A slash or a control character cannot be in an id, and would mean something else in a path or a log. */
const USER_ID = /^[^\p{Cc}\p{Zl}\p{Zp}/\\]{1,64}$/u

/**
 * The claim that names the Nextcloud account. Nextcloud's own provider puts the user id into `sub`, and nothing else is believed of it (HYB-8). Another provider
 * may have its own subjects; then an administrator has to say which claim holds the user id.
 */
export function userIdClaim({ oidc }: Pick<Config, 'oidc'>, { isNextcloud }: ProviderMetadata): string {
  return isNextcloud ? 'sub' : oidc.userIdClaim
}

/**
 * The value as it is: no trimming, no folding of case.
 *
 * @returns undefined when it is missing, or cannot be a user id.
 */
export function readUserId(claims: unknown, claim: string): string | undefined {
  if (typeof claims !== 'object' || claims === null || !Object.hasOwn(claims, claim)) return undefined
  const value: unknown = Reflect.get(claims, claim)
  return typeof value === 'string' && USER_ID.test(value) ? value : undefined
}
