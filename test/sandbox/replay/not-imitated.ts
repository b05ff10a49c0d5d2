import type { NotImitated } from './harness.js'

/** What the sandbox does not imitate, by area and id of the exchange, with the reason. */
export const NOT_IMITATED: Record<string, NotImitated> = {
  'status-capabilities': {},
  'auth-basic': {},
  'app-passwords': {},
  notes: {},
  files: {},
  'users-groups': {},
  webhooks: {},
}
