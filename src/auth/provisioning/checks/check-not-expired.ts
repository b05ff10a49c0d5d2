import { ProvisioningFailed } from '../../../errors/provisioning-failed.js'
import type { OAuthFlow, Seconds } from '../../../storage/storage.js'

/** An authorization lives ten minutes. */
export function checkNotExpired({ expiresAt }: OAuthFlow, now: Seconds): void {
  if (expiresAt <= now) throw new ProvisioningFailed('expired')
}
