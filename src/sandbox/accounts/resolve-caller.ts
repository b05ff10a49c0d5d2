import type { FastifyRequest } from 'fastify'
import type { Core } from '../core.js'
import type { Caller } from '../route-rules.js'
import { SESSION_COOKIE, type Account } from '../world.js'

/** What the credentials of a request come to. `bad-bearer` is anonymous everywhere but in the words of a DAV refusal. */
export type Resolution =
  { is: 'caller'; caller: Caller } | { is: 'anonymous' | 'bad-bearer' | 'wrong' | 'blocked' | 'disabled' }

/** Basic, bearer or cookie, in that order. Wrong Basic credentials are counted against the address. */
export async function resolveCaller(core: Core, request: FastifyRequest): Promise<Resolution> {
  const header = request.headers.authorization ?? ''
  const [scheme = '', value = ''] = header.split(/ +/, 2)
  if (scheme.toLowerCase() === 'basic') return resolveBasic(core, request.ip, value)
  if (scheme.toLowerCase() === 'bearer') return resolveBearer(core, value)
  return resolveCookie(core, request.headers.cookie)
}

function resolveBasic(core: Core, address: string, encoded: string): Resolution {
  if (core.bruteForce.blocked(address)) return { is: 'blocked' }
  const decoded = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  const login = decoded.slice(0, Math.max(colon, 0))
  const password = decoded.slice(colon + 1)
  const account = core.findAccount(login)
  const caller = account && callerByPassword(core, account, login, password)
  if (!account || !caller) {
    core.bruteForce.fail(address)
    return { is: 'wrong' }
  }
  return account.enabled ? { is: 'caller', caller } : { is: 'disabled' }
}

function callerByPassword(core: Core, account: Account, login: string, password: string): Caller | undefined {
  const token = core.appPasswords.find(password)
  if (token?.uid === account.uid && isNameOf(account, login)) {
    return { uid: account.uid, via: 'app-password', appPassword: password }
  }
  return core.isPassword(account, password) ? { uid: account.uid, via: 'login-password' } : undefined
}

const isNameOf = (account: Account, login: string) =>
  login.toLowerCase() === account.loginName.toLowerCase() || account.loginName === account.uid

async function resolveBearer(core: Core, token: string): Promise<Resolution> {
  const appPassword = core.appPasswords.find(token)
  const identity = appPassword ?? (core.settings.bearerValidation ? await core.checkBearer(token) : undefined)
  const account = identity && core.accounts.get(identity.uid)
  if (!account) return { is: 'bad-bearer' }
  if (!account.enabled) return { is: 'disabled' }
  const caller: Caller = appPassword
    ? { uid: account.uid, via: 'app-password', appPassword: token }
    : { uid: account.uid, via: 'bearer' }
  return { is: 'caller', caller }
}

function resolveCookie(core: Core, header = ''): Resolution {
  const value = header.split(/; */).find(pair => pair.startsWith(`${SESSION_COOKIE}=`))
  const session = value && core.browserSessions.get(value.slice(SESSION_COOKIE.length + 1))
  if (!session) return { is: 'anonymous' }
  const account = core.accounts.get(session.uid)
  return account?.enabled ? { is: 'caller', caller: { uid: session.uid, via: 'cookie' } } : { is: 'anonymous' }
}
