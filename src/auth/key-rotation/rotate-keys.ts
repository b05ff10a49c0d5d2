import { setImmediate as turn } from 'node:timers/promises'

import { DecryptionFailed } from '../../errors/storage-errors.js'
import type { Log } from '../../lib/log.js'
import type { SealedColumn, SealedRow, Storage } from '../../storage/storage.js'
import { sealContexts } from '../../vault/seal-contexts.js'
import type { Vault } from '../../vault/vault.js'

export interface ColumnRotation {
  table: string
  column: string
  /** Rows per key id. */
  before: Record<string, number>
  after: Record<string, number>
  /** Sealed anew by this run. */
  rotated: number
  /** Changed or removed by the running server meanwhile; it seals with the first key itself. */
  overtaken: number
  /** Their key is not configured, or the row was changed. Left as they are. */
  unreadable: number
}

export interface KeyRotation {
  keyId: string
  columns: ColumnRotation[]
}

export interface RotateKeysDeps {
  storage: Pick<Storage, 'sealed'>
  vault: Vault
  log: Log
}

const BATCH = 50

/**
 * Seals every stored secret with the first key, in small batches, while a server may be using the same database. A run that was killed is
 * continued by the next: what is done shows in the rows.
 */
export async function rotateKeys(deps: RotateKeysDeps): Promise<KeyRotation> {
  const columns: ColumnRotation[] = []
  for (const column of deps.storage.sealed) columns.push(await rotateColumn(deps, column))
  return { keyId: deps.vault.primaryKeyId, columns }
}

type Outcome = 'rotated' | 'overtaken' | 'unreadable'

async function rotateColumn(deps: RotateKeysDeps, column: SealedColumn): Promise<ColumnRotation> {
  const before = await column.countByKey()
  const counts = { rotated: 0, overtaken: 0, unreadable: 0 }
  let position = 0
  for (;;) {
    const rows = await column.sealedByOthers(deps.vault.primaryKeyId, position, BATCH)
    for (const row of rows) counts[await rotateRow(deps, column, row)] += 1
    const last = rows.at(-1)
    if (!last) break
    position = last.position
    await turn()
  }
  return { table: column.table, column: column.column, before, after: await column.countByKey(), ...counts }
}

async function rotateRow({ vault, log }: RotateKeysDeps, column: SealedColumn, row: SealedRow): Promise<Outcome> {
  const context = sealContexts[column.purpose](row.owner)
  try {
    const sealed = vault.seal(vault.open(row.ciphertext, context), context)
    return (await column.replace(row, sealed)) ? 'rotated' : 'overtaken'
  } catch (error) {
    if (!(error instanceof DecryptionFailed)) throw error
    log.error(
      { err: error, table: column.table, keyId: row.keyId },
      'a stored secret cannot be opened and was left as it is',
    )
    return 'unreadable'
  }
}
