import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Test } from 'tap'
import type { Clock } from '../../src/lib/ports.js'
import { Secret } from '../../src/lib/secret.js'
import { openStorage } from '../../src/storage/open-storage.js'
import { openVault } from '../../src/vault/open-vault.js'

/** A fresh master key, base64url. */
export const testKey = () => new Secret(randomBytes(32).toString('base64url'))

/** A real database in a file of its own, and a vault with `keys`; closed when the test ends. */
export async function openTestStorage(
  t: Test,
  { keys = [testKey()], now = Date.now }: { keys?: Secret[]; now?: Clock } = {},
) {
  const path = join(t.testdir(), 'data', 'tokens.db')
  const storage = await openStorage({ path, now })
  t.teardown(() => storage.close())
  return { storage, vault: openVault(keys), path }
}
