import Sqlite from 'better-sqlite3'
import t from 'tap'
import { SEALED_COLUMNS } from '../../src/storage/sealed-registry.js'
import { openTestStorage } from '../helpers/open-test-storage.js'

interface Column {
  name: string
  type: string
}

t.test('every blob of the schema is a registered secret with its key id beside it', async t => {
  const { path } = await openTestStorage(t)
  const raw = new Sqlite(path)
  t.teardown(() => raw.close())
  const columnsOf = (table: string) =>
    raw.prepare<[], Column>(`SELECT name, type FROM pragma_table_info('${table}')`).all()
  const tables = raw.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").all()
  const found = tables.flatMap(({ name: table }) =>
    columnsOf(table)
      .filter(({ name, type }) => type.toLowerCase() === 'blob' || name.endsWith('key_id'))
      .map(({ name }) => `${table}.${name}`),
  )
  const registered = SEALED_COLUMNS.flatMap(({ table, column, keyColumn }) => [
    `${table}.${column}`,
    `${table}.${keyColumn}`,
  ])
  t.strictSame(found.toSorted(), registered.toSorted())
  for (const { table, owner } of SEALED_COLUMNS) {
    const names = columnsOf(table).map(({ name }) => name)
    for (const column of Object.values(owner)) t.ok(names.includes(column), `${table} has ${column}`)
  }
})
