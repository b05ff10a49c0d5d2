import { asc, count, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Db } from '../open-database.js'
import type { Run } from '../run.js'
import { oauthFlows as flows } from '../schema/oauth-flows.js'
import type { OAuthFlow, OAuthFlows } from '../storage.js'

type Row = typeof flows.$inferSelect

/** `oauth_flows`: authorizations in progress, each taken once. */
export function oauthFlowsRepository(db: Db, run: Run): OAuthFlows {
  const takeStatement = db
    .delete(flows)
    .where(eq(flows.stateHash, sql.placeholder('stateHash')))
    .returning()
    .prepare()
  const countWhere = (where?: ReturnType<typeof eq>) =>
    db.select({ rows: count() }).from(flows).where(where).get()?.rows ?? 0

  return {
    add: ({ sealedVerifier, ...flow }) =>
      run(() => {
        const sealed = { encVerifier: sealedVerifier.ciphertext, encVerifierKeyId: sealedVerifier.keyId }
        db.insert(flows)
          .values({ ...flow, ...sealed })
          .run()
      }),
    take: stateHash =>
      run(() => {
        const row = takeStatement.get({ stateHash })
        return row && toFlow(row)
      }),
    count: () => run(() => countWhere()),
    countForBrowser: browserHash => run(() => countWhere(eq(flows.browserHash, browserHash))),
    trimBrowser: (browserHash, keep) =>
      run(() => {
        const ofBrowser = eq(flows.browserHash, browserHash)
        const surplus = Math.max(0, countWhere(ofBrowser) - keep)
        const oldest = db
          .select({ stateHash: flows.stateHash })
          .from(flows)
          .where(ofBrowser)
          .orderBy(asc(flows.createdAt), asc(sql`rowid`))
          .limit(surplus)
        db.delete(flows).where(inArray(flows.stateHash, oldest)).run()
      }),
    removeExpired: now => run(() => db.delete(flows).where(lte(flows.expiresAt, now)).run().changes),
  }
}

function toFlow({ encVerifier, encVerifierKeyId, ...row }: Row): OAuthFlow {
  return { ...row, sealedVerifier: { ciphertext: encVerifier, keyId: encVerifierKeyId } }
}
