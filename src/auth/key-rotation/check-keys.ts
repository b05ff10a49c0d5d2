import { ConfigError } from '../../errors/config-error.js'
import type { SealedColumn, SealedRow, Storage } from '../../storage/storage.js'
import { sealContexts } from '../../vault/seal-contexts.js'
import type { Vault } from '../../vault/vault.js'

const BATCH = 50
/** No key has it, so every row counts as sealed by another key. */
const NO_KEY = ''

export interface KeyCheck {
  state: 'empty' | 'readable' | 'unreadable'
  /** Key ids that stored secrets need and nobody configured. */
  missingKeyIds: string[]
}

/**
 * Refuses to start with a key that opens nothing of what is stored: that is a wrong key, and going on would let people authorise
 * again into a database that two keys share by accident.
 *
 * @throws {ConfigError} when there are secrets and none of them opens, unless `allowReset`.
 */
export async function checkKeys(
  storage: Pick<Storage, 'sealed'>,
  vault: Vault,
  options: { allowReset: boolean },
): Promise<KeyCheck> {
  const lasting = storage.sealed.filter(column => column.purpose !== 'pkce')
  const keyIds = new Set((await Promise.all(lasting.map(column => column.countByKey()))).flatMap(Object.keys))
  const missingKeyIds = [...keyIds].filter(keyId => !vault.keyIds.includes(keyId))
  if (keyIds.size === 0) return { state: 'empty', missingKeyIds }
  for (const column of lasting) if (await anyOpens(column, vault)) return { state: 'readable', missingKeyIds }
  if (!options.allowReset) throw wrongKey(missingKeyIds)
  return { state: 'unreadable', missingKeyIds }
}

async function anyOpens(column: SealedColumn, vault: Vault): Promise<boolean> {
  let position = 0
  for (;;) {
    const rows = await column.sealedByOthers(NO_KEY, position, BATCH)
    if (rows.some(row => opens(row, column, vault))) return true
    const last = rows.at(-1)
    if (!last) return false
    position = last.position
  }
}

function opens(row: SealedRow, column: SealedColumn, vault: Vault): boolean {
  if (!vault.keyIds.includes(row.keyId)) return false
  try {
    vault.open(row.ciphertext, sealContexts[column.purpose](row.owner))
    return true
  } catch {
    return false
  }
}

const wrongKey = (missingKeyIds: readonly string[]) =>
  new ConfigError([
    {
      variable: 'TOKEN_ENCRYPTION_KEY',
      problem: `opens none of the stored secrets${missingKeyIds.length > 0 ? `; they need ${missingKeyIds.join(', ')}` : ''}.`,
      fix: 'Add the key that sealed them, after a comma. To give them up, set TOKEN_ENCRYPTION_KEY_RESET=true for one start.',
    },
  ])
