import type { Account } from '../world.js'

/** A device token of the settings page "Devices & sessions". */
export interface AppPassword {
  uid: string
  /** The name it was made under; no other spelling of the person is taken with it. */
  loginName: string
  name: string
  /** Unix milliseconds; after that it is gone. A rotated one lives on for some seconds in the server's cache. */
  endsAt: number
}

export interface AppPasswords {
  create(account: Account, name: string): string
  /** The account and what was typed as its name must both fit. */
  find(token: string): AppPassword | undefined
  /** The new one; the old one works for ten seconds more. */
  rotate(token: string): string
  remove(token: string): void
}

const CACHE_MS = 10_000

/** App passwords of everybody: 72 characters of A-Z a-z 0-9, kept in the clear because this is a sandbox. */
export function createAppPasswords(now: () => number, randomId: (length: number) => string): AppPasswords {
  const all = new Map<string, AppPassword>()
  const find = (token: string) => {
    const found = all.get(token)
    if (found && found.endsAt > now()) return found
    all.delete(token)
    return undefined
  }
  const add = (entry: Omit<AppPassword, 'endsAt'>) => {
    const token = randomId(72)
    all.set(token, { ...entry, endsAt: Infinity })
    return token
  }
  return {
    create: (account, name) => add({ uid: account.uid, loginName: account.loginName, name }),
    find,
    rotate: token => {
      const old = find(token) ?? { uid: '', loginName: '', name: '' }
      all.set(token, { ...old, endsAt: now() + CACHE_MS })
      return add({ uid: old.uid, loginName: old.loginName, name: old.name })
    },
    remove: token => void all.delete(token),
  }
}
