import { ProvisioningFailed } from '../../../errors/provisioning-failed.js'
import { constantTimeEqual } from '../../../lib/constant-time-equal.js'
import { sha256 } from '../../../lib/sha256.js'
import type { OAuthFlow } from '../../../storage/storage.js'
import { RANDOM_256 } from '../flow-cookies.js'

/** A cookie that is there must have our form, before anything is looked up. None at all is judged with the row. */
export function checkCookieForm(cookie: string | undefined): void {
  if (cookie !== undefined && !RANDOM_256.test(cookie)) throw new ProvisioningFailed('wrong_browser')
}

/** The browser that comes back is the one that was sent. */
export function checkBrowser({ cookieHash }: Pick<OAuthFlow, 'cookieHash'>, cookie: string | undefined): void {
  if (cookie !== undefined && constantTimeEqual(sha256(cookie), cookieHash)) return
  throw new ProvisioningFailed('wrong_browser')
}
