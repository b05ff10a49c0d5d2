import { AppMissing } from '../../src/errors/nextcloud-errors.js'
import type { AccessPort } from '../../src/mcp/tool-context.js'

const unexpected = async (): Promise<never> => {
  throw new AppMissing('The test did not expect this call.')
}

/** Background access that answers what the test says and fails on the rest. */
export const accessPort = (answers: Partial<AccessPort>): AccessPort => ({
  status: unexpected,
  createAuthorizeLink: unexpected,
  revoke: unexpected,
  ...answers,
})
