import { principalKey } from './bound-to.js'
import type { Caller } from './caller.js'
import type { Ports } from '../lib/ports.js'

/** How many sessions there may be, and how long one stays that nobody uses. */
export interface SessionLimits {
  idleMs: number
  perPerson: number
  total: number
}

export const DEFAULT_SESSION_LIMITS: SessionLimits = { idleMs: 30 * 60 * 1000, perPerson: 20, total: 2000 }

/** What a session holds, and what ends with it. */
export interface Closable {
  close(): void
}

/** Sessions of revisions before 2026-07-28, each for one person who came one way (BA-10). In memory: a restart ends them. */
export interface Sessions<T extends Closable> {
  /** The longest unused goes where there are too many. @param id - random, of 256 bits. */
  open(caller: Pick<Caller, 'principal'>, id: string, content: T): void
  /** undefined for an id that is unknown, ended, idle too long, or somebody else's: nobody can tell which. */
  find(caller: Pick<Caller, 'principal'>, id: string): T | undefined
  /** A session with an open stream is not idle. @returns what says that the stream ended. */
  hold(id: string): () => void
  end(id: string): void
  size(): number
  /** Ends all, and the clock. */
  close(): void
}

interface Session<T> {
  owner: string
  content: T
  usedAt: number
  held: number
}

const SWEEP_MS = 60_000

export function createSessions<T extends Closable>(
  ports: Pick<Ports, 'now' | 'every'>,
  limits: SessionLimits = DEFAULT_SESSION_LIMITS,
): Sessions<T> {
  /** The longest unused first. */
  const sessions = new Map<string, Session<T>>()
  const end = (id: string) => {
    const session = sessions.get(id)
    sessions.delete(id)
    session?.content.close()
  }
  const touch = (id: string, session: Session<T>) => {
    session.usedAt = ports.now()
    sessions.delete(id)
    sessions.set(id, session)
  }
  const isIdle = ({ held, usedAt }: Session<T>) => held === 0 && usedAt <= ports.now() - limits.idleMs
  const makeRoom = (owner: string) => {
    const own = [...sessions].filter(([, session]) => session.owner === owner).map(([id]) => id)
    if (own.length >= limits.perPerson) end(own[0] ?? '')
    if (sessions.size >= limits.total) end(sessions.keys().next().value ?? '')
  }
  const stop = ports.every(SWEEP_MS, () => {
    for (const [id, session] of sessions) if (isIdle(session)) end(id)
  })
  return {
    open(caller, id, content) {
      const owner = principalKey(caller)
      makeRoom(owner)
      sessions.set(id, { owner, content, usedAt: ports.now(), held: 0 })
    },
    find(caller, id) {
      const session = sessions.get(id)
      if (session?.owner !== principalKey(caller) || isIdle(session)) return undefined
      touch(id, session)
      return session.content
    },
    hold(id) {
      const session = sessions.get(id)
      if (session === undefined) return () => {}
      session.held += 1
      return () => {
        session.held -= 1
        session.usedAt = ports.now()
      }
    },
    end,
    size: () => sessions.size,
    close() {
      stop()
      for (const id of sessions.keys()) end(id)
    },
  }
}
