import { readUserId } from '../user-id.js'
import type { UserInfo } from './userinfo.js'
import { clientFault, type FactsResult, type TokenFacts } from './token-facts.js'

/** The account that a claim names; undefined when that is `sub`'s business, or the claim is not there. */
export function mappedUser(claims: unknown, claim: string): string | undefined {
  return claim === 'sub' ? undefined : readUserId(claims, claim)
}

/**
 * Who the token speaks for. Where a claim other than `sub` is to say it, the token has it, else userinfo, when that was asked; `sub` is never a substitute: it could be
 * somebody's user id by accident.
 */
export function withUser(facts: TokenFacts, claim: string, info: UserInfo | undefined): FactsResult {
  if (claim === 'sub') return { ok: true, facts }
  const user = facts.mappedUser ?? mappedUser(info, claim)
  return user === undefined ? clientFault('no_user_id') : { ok: true, facts: { ...facts, mappedUser: user } }
}
