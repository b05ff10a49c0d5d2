import { rotateKeys } from '../../../src/auth/key-rotation/rotate-keys.js'
import { silentLog } from '../../../src/lib/log.js'
import { Secret } from '../../../src/lib/secret.js'
import { openStorage } from '../../../src/storage/open-storage.js'
import { openVault } from '../../../src/vault/open-vault.js'

/** A process of its own that rotates; made to be killed. */
const [path = '', ...keys] = process.argv.slice(2)
const storage = await openStorage({ path, now: Date.now })
await rotateKeys({ storage, vault: openVault(keys.map(key => new Secret(key))), log: silentLog })
