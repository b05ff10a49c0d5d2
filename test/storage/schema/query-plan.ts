import Sqlite from 'better-sqlite3'
import type { Test } from 'tap'
import { openTestStorage } from '../../helpers/open-test-storage.js'

/** How SQLite would answer a query on the migrated schema. */
export async function queryPlan(t: Test, query: string): Promise<string> {
  const { path } = await openTestStorage(t)
  const raw = new Sqlite(path)
  t.teardown(() => raw.close())
  return raw
    .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${query}`)
    .all()
    .map(({ detail }) => detail)
    .join('; ')
}
