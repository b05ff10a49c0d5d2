import type { Seconds, Storage } from './storage.js'

export interface Swept {
  flows: number
  logins: number
  tickets: number
  /** Requests, codes, tokens and browser sessions of the authorization server. */
  authorizations: number
  /** Registered MCP clients that nobody uses. */
  clients: number
}

/** A browser session ends after half an hour without a request, and after twelve hours in any case (RT-41). */
export const SESSION_IDLE: Seconds = 30 * 60
export const SESSION_LONGEST: Seconds = 12 * 3600

/** The browser that started a login may still ask how it ended. */
const LOGIN_SHOWN: Seconds = 600
const DAY: Seconds = 24 * 3600
/** Registrations that led nowhere; some clients register anew at each attempt. */
export const CLIENT_UNUSED: Seconds = DAY
/** Longer than any refresh token lives. */
export const CLIENT_IDLE: Seconds = 90 * DAY

type Sweepable = Pick<Storage, 'flows' | 'loginFlows' | 'tickets' | 'authorizationServer'>

/** Deletes what has expired: authorizations, tickets, tokens, sessions, and registrations that nobody uses. */
export async function sweepExpired(storage: Sweepable, now: Seconds): Promise<Swept> {
  const { authorizationServer } = storage
  const sessions = { idleSince: now - SESSION_IDLE, startedBefore: now - SESSION_LONGEST }
  return {
    flows: await storage.flows.removeExpired(now),
    logins: await storage.loginFlows.removeExpired(now - LOGIN_SHOWN),
    tickets: await storage.tickets.removeExpired(now),
    authorizations: await authorizationServer.removeExpired(now, sessions),
    clients: await authorizationServer.clients.removeStale(now - CLIENT_UNUSED, now - CLIENT_IDLE),
  }
}
