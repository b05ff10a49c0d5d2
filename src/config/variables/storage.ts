import { boolean } from '../values/boolean.js'
import { encryptionKeys } from '../values/encryption-keys.js'
import { scopeList } from '../values/list.js'
import { wholeNumber } from '../values/number.js'
import { choice, SWITCH_WORDS, text } from '../values/text.js'
import { optional, WITH_OAUTH, withDefault } from './variable.js'

/** What is kept on disk, and how it is encrypted. */
export const storageVariables = {
  TOKEN_ENCRYPTION_KEY: optional(encryptionKeys(), {
    description:
      'Encrypts what is stored. Required with `ENABLE_OFFLINE_ACCESS`. Of several keys the first encrypts and all decrypt, so that a key can be replaced: put the new one first, run `db rotate-key`, then take the old one out. Make one with `nextcloud-mcp-server generate-key`.',
    modes: WITH_OAUTH,
  }),
  TOKEN_STORAGE_DB: optional(text('path'), {
    description: 'The SQLite database. Its folder is made if missing. Keep it on a volume that outlives the container.',
    modes: WITH_OAUTH,
    defaultNote: '`./data/tokens.db`, under the working directory',
  }),
  TOKEN_ENCRYPTION_KEY_RESET: withDefault(boolean(), 'false', {
    description:
      'Start although no stored secret can be opened with the given keys. Everybody must authorise again. For a key that is lost for good.',
    modes: WITH_OAUTH,
  }),
  PROVISIONING_EXTRA_SCOPES: withDefault(scopeList(), '', {
    description: 'Scopes to ask people for in addition to `openid profile offline_access`.',
    modes: WITH_OAUTH,
  }),
  ENABLE_LOGIN_FLOW: withDefault(choice(['auto', 'true', 'false'], SWITCH_WORDS), 'auto', {
    description:
      'Let people leave an app password by Nextcloud’s login flow instead of an OAuth grant. It is stored encrypted and acts with all rights of its person until it is revoked. `auto` offers it only while Nextcloud has no `oidc` app; `true` always, and hands out its links whenever OAuth is not ready.',
    modes: WITH_OAUTH,
  }),
  PROVISIONING_MAX_AGE: optional(wholeNumber({ min: 60, max: 315_360_000, unit: 'seconds' }), {
    description: 'Forget an authorisation this long after it was given.',
    modes: WITH_OAUTH,
    defaultNote: 'no limit',
  }),
}
