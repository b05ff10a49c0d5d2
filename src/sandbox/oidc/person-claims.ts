import type { Account } from '../world.js'
import { words } from './granted-scope.js'

/** Claims about the person that the scopes open, in UserInfo and in JWT access tokens. */
export function personClaims(account: Account, scope: string, at: { issuer: string; updatedAt: number }) {
  const scopes = new Set(words(scope))
  return {
    ...(scopes.has('roles') && { roles: groupsOf(account) }),
    ...(scopes.has('groups') && { groups: groupsOf(account) }),
    ...(scopes.has('profile') && profileClaims(account, at)),
    ...(scopes.has('email') && account.email !== null && { email: account.email, email_verified: true }),
  }
}

const groupsOf = (account: Account) => (account.admin ? ['admin'] : [])

function profileClaims({ uid, displayName }: Account, { issuer, updatedAt }: { issuer: string; updatedAt: number }) {
  const names = displayName.split(' ')
  const given = names.slice(0, -1).join(' ')
  return {
    updated_at: updatedAt,
    name: displayName,
    family_name: names.at(-1) ?? displayName,
    ...(given !== '' && { given_name: given }),
    picture: `${issuer}/avatar/${encodeURIComponent(uid)}/64`,
  }
}
