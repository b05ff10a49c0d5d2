import type { Seconds, Storage } from './storage.js'

export interface Swept {
  flows: number
  tickets: number
}

/** Deletes authorizations and tickets whose time is over. */
export async function sweepExpired(storage: Pick<Storage, 'flows' | 'tickets'>, now: Seconds): Promise<Swept> {
  return { flows: await storage.flows.removeExpired(now), tickets: await storage.tickets.removeExpired(now) }
}
