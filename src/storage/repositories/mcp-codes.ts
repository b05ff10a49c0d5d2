import { and, eq, isNull } from 'drizzle-orm'
import type { AuthorizationCodes } from '../authorization-server-storage.js'
import type { Db } from '../open-database.js'
import type { Run } from '../run.js'
import { mcpCodes as codes } from '../schema/mcp-codes.js'
import { readList, writeList } from '../scopes-column.js'

/** `mcp_codes`: authorization codes; they are redeemed with the tokens, in one transaction. */
export function mcpCodesRepository(db: Db, run: Run): AuthorizationCodes {
  return {
    add: code =>
      run.durably(() => {
        db.insert(codes)
          .values({ ...code, scopes: writeList(code.scopes) })
          .run()
      }),
    find: codeHash =>
      run(() => {
        const row = db.select().from(codes).where(eq(codes.codeHash, codeHash)).get()
        return row && { ...row, scopes: readList(row.scopes) }
      }),
    burn: (codeHash, now) =>
      run.durably(() => {
        db.update(codes)
          .set({ usedAt: now })
          .where(and(eq(codes.codeHash, codeHash), isNull(codes.usedAt)))
          .run()
      }),
  }
}
