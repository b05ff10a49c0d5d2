import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Run } from './run.js'
import { type RegisteredColumn, SEALED_COLUMNS } from './sealed-registry.js'
import type { SealedColumn, SealedRow } from './storage.js'

const Counts = z.array(z.tuple([z.string(), z.number()]))
const Row = z.object({
  position: z.number(),
  ciphertext: z.instanceof(Buffer),
  keyId: z.string(),
  issuer: z.string().optional(),
  userId: z.string().optional(),
  clientId: z.string().optional(),
  stateHash: z.string().optional(),
})

/** The columns that hold secrets, as re-encryption walks them. Names come from the registry alone, never from outside. */
export function sealedColumns(sqlite: Database, run: Run): readonly SealedColumn[] {
  return SEALED_COLUMNS.map(registered => sealedColumn(sqlite, run, registered))
}

function sealedColumn(sqlite: Database, run: Run, registered: RegisteredColumn): SealedColumn {
  const { table, column, keyColumn, purpose, owner } = registered
  const ownerParts = Object.entries(owner).map(([part, name]) => `, ${name} AS ${part}`)
  const count = sqlite
    .prepare(`SELECT ${keyColumn}, count(*) FROM ${table} WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY 1`)
    .raw()
  const others = sqlite.prepare(
    `SELECT rowid AS position, ${column} AS ciphertext, ${keyColumn} AS keyId${ownerParts.join('')} FROM ${table}
     WHERE ${column} IS NOT NULL AND ${keyColumn} <> ? AND rowid > ? ORDER BY rowid LIMIT ?`,
  )
  const replace = sqlite.prepare(
    `UPDATE ${table} SET ${column} = ?, ${keyColumn} = ? WHERE rowid = ? AND ${column} = ?`,
  )
  return {
    table,
    column,
    purpose,
    countByKey: () => run(() => Object.fromEntries(Counts.parse(count.all()))),
    sealedByOthers: (keyId, position, limit) =>
      run(() =>
        z
          .array(Row)
          .parse(others.all(keyId, position, limit))
          .map(toRow),
      ),
    replace: (row, sealed) =>
      run.durably(() => replace.run(sealed.ciphertext, sealed.keyId, row.position, row.ciphertext).changes === 1),
  }
}

function toRow({ position, ciphertext, keyId, ...owner }: z.output<typeof Row>): SealedRow {
  return { position, ciphertext, keyId, owner }
}
