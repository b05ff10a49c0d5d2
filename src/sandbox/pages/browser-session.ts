import type { FastifyReply, FastifyRequest } from 'fastify'
import '@fastify/cookie'
import { constantTimeEqual } from '../../lib/constant-time-equal.js'
import { requestParams, text } from '../oidc/request-params.js'
import { SESSION_COOKIE, type Account, type BrowserSession, type World } from '../world.js'

const ID_LENGTH = 32
const TOKEN_LENGTH = 64

export interface SignedIn {
  account: Account
  session: BrowserSession
}

/** Who is signed in with this browser; undefined when nobody is, or when the account was disabled meanwhile. */
export function browserSession(world: World, request: FastifyRequest): SignedIn | undefined {
  const session = world.browserSessions.get(cookieOf(request, SESSION_COOKIE))
  const account = world.accounts.get(session?.uid ?? '')
  return session !== undefined && account?.enabled === true ? { session, account } : undefined
}

/** Signs a person in: a new session with its own id, so that one planted before the login is worth nothing. */
export function signIn(world: World, reply: FastifyReply, uid: string): BrowserSession {
  const id = world.randomId(ID_LENGTH)
  const session: BrowserSession = {
    uid,
    requestToken: world.randomId(TOKEN_LENGTH),
    signedInAt: Math.floor(world.now() / 1000),
  }
  world.browserSessions.set(id, session)
  setCookie(world, reply, SESSION_COOKIE, id)
  return session
}

export function signOut(world: World, request: FastifyRequest, reply: FastifyReply): void {
  world.browserSessions.delete(cookieOf(request, SESSION_COOKIE))
  setCookie(world, reply, SESSION_COOKIE, '')
}

/** Does the request carry the session's request token, as header or field? Without it, another site may have sent it. */
export function hasRequestToken(request: FastifyRequest, { requestToken }: BrowserSession): boolean {
  const header = request.headers['requesttoken']
  const sent = typeof header === 'string' ? header : text(requestParams(request), 'requesttoken')
  return sent !== undefined && constantTimeEqual(sent, requestToken)
}

/** The value of a cookie; empty when it was not sent. */
export function cookieOf(request: FastifyRequest, name: string): string {
  return request.cookies[name] ?? ''
}

/** Sets a cookie for this installation, out of reach of scripts and of other sites' forms; an empty value removes it. */
export function setCookie(world: World, reply: FastifyReply, name: string, value: string): void {
  const options = { path: `${world.basePath}/`, httpOnly: true, sameSite: 'lax' } as const
  if (value === '') void reply.clearCookie(name, options)
  else void reply.setCookie(name, value, options)
}
