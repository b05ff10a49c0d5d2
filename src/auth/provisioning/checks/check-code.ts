import { ProvisioningFailed } from '../../../errors/provisioning-failed.js'

const MAX_LENGTH = 4_096

/** @returns the authorization code. Nextcloud's has 128 characters; others put whole tokens into theirs. */
export function checkCode(code: string | undefined): string {
  if (code === undefined || code === '' || code.length > MAX_LENGTH) throw new ProvisioningFailed('malformed_callback')
  return code
}
