import { constantTimeEqual } from '../../../lib/constant-time-equal.js'
import { sha256 } from '../../../lib/sha256.js'
import { SESSION_IDLE, SESSION_LONGEST } from '../../../storage/sweep-expired.js'
import { RANDOM_256, type FlowCookie } from '../../provisioning/flow-cookies.js'
import { hasAccess } from '../person-access.js'
import { random256, secondsOf, type ServerDeps } from '../server-deps.js'

type SessionDeps = Pick<ServerDeps, 'storage' | 'ports' | 'config'>
type WritingDeps = SessionDeps & Pick<ServerDeps, 'audit'>
export type Cookies = Readonly<Record<string, string | undefined>>

/** A person in front of a browser of ours. */
export interface SignedIn {
  userId: string
  /** The cookie's value; never shown. */
  secret: string
}

/** How often a session that is in use is written down. */
const SEEN_EVERY = 60

export const sessionCookieName = ({ config }: Pick<ServerDeps, 'config'>): string =>
  `${config.server.cookieSecure ? '__Host-' : ''}mcp_session`

/** Starts a session after a sign-in, and ends the one that the browser had (RT-41). @returns the cookie. */
export async function openSession(deps: WritingDeps, userId: string, cookies: Cookies): Promise<FlowCookie> {
  await endSession(deps, cookies)
  const value = random256(deps)
  const now = secondsOf(deps)
  const row = { sessionHash: sha256(value), userId, createdAt: now, seenAt: now }
  await deps.storage.authorizationServer.sessions.add(row)
  deps.audit.record('session.created', 'ok', { userId })
  return { name: sessionCookieName(deps), value, maxAgeSeconds: SESSION_LONGEST }
}

/** @returns undefined without a session, when it is over, or when the person's access was revoked meanwhile. */
export async function readSession(deps: SessionDeps, cookies: Cookies): Promise<SignedIn | undefined> {
  const secret = secretIn(deps, cookies)
  if (secret === undefined) return undefined
  const { sessions } = deps.storage.authorizationServer
  const session = await sessions.find(sha256(secret))
  const now = secondsOf(deps)
  if (!session || session.seenAt + SESSION_IDLE <= now || session.createdAt + SESSION_LONGEST <= now) return undefined
  if (!(await hasAccess(deps, session.userId))) return undefined
  if (session.seenAt + SEEN_EVERY <= now) await sessions.seen(session.sessionHash, now)
  return { userId: session.userId, secret }
}

export async function endSession(deps: WritingDeps, cookies: Cookies): Promise<void> {
  const secret = secretIn(deps, cookies)
  if (secret === undefined) return
  const { sessions } = deps.storage.authorizationServer
  const hash = sha256(secret)
  const session = await sessions.find(hash)
  if (!session || !(await sessions.remove(hash))) return
  deps.audit.record('session.destroyed', 'ok', { userId: session.userId })
}

function secretIn(deps: SessionDeps, cookies: Cookies): string | undefined {
  const value = cookies[sessionCookieName(deps)]
  return value !== undefined && RANDOM_256.test(value) ? value : undefined
}

/** Proves that a form was on a page that this session saw. @param purpose - what the form is for; another one's token does not fit. */
export function csrfToken({ secret }: Pick<SignedIn, 'secret'>, purpose: string): string {
  return sha256(`csrf ${purpose} ${secret}`)
}

export function fitsCsrf(session: Pick<SignedIn, 'secret'>, purpose: string, token: string | undefined): boolean {
  return token !== undefined && constantTimeEqual(token, csrfToken(session, purpose))
}
