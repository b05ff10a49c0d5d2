import type { Core } from '../core.js'
import type { NodeEvent } from '../files/node-event.js'
import { deliver } from './deliver.js'
import { NODE_EVENTS } from './event-classes.js'
import type { Listener, Payload } from './listener.js'
import type { ListenerFields } from './listener-from-fields.js'
import { matchesFilter } from './matches-filter.js'

/** Registrations and the deliveries that wait for the background job. */
export interface ListenerStore {
  list(): Listener[]
  get(id: number): Listener | undefined
  add(fields: ListenerFields, userId: string): Listener
  /** Recorded: an unknown id is answered as if it had been updated, and nothing is stored. */
  update(id: number, fields: ListenerFields, userId: string): Listener
  remove(id: number): boolean
  /** Delivers what waits; resolves to how many requests were sent. */
  runJobs(): Promise<number>
}

interface Waiting {
  listenerId: number
  payload: Payload
}

export function createListenerStore(core: Core): ListenerStore {
  const listeners = new Map<number, Listener>()
  const authHeaders = new Map<number, Record<string, string> | null>()
  let waiting: Waiting[] = []
  let lastId = 0

  core.onNodeEvent = event => {
    const payload = payloadOf(core, event)
    for (const listener of listenersOf([...listeners.values()], payload)) {
      waiting.push({ listenerId: listener.id, payload })
    }
  }
  const put = (id: number, fields: ListenerFields, userId: string, keep: boolean): Listener => {
    const { authHeaders: secret, ...shown } = fields
    const authData = secret ? `encrypted|${core.randomId(40)}` : null
    const listener: Listener = { id, appId: null, userId, ...shown, authData }
    if (keep) listeners.set(id, listener)
    if (keep) authHeaders.set(id, secret)
    return listener
  }
  const send = async ({ listenerId, payload }: Waiting): Promise<number> => {
    const listener = listeners.get(listenerId)
    if (!listener) return 0
    const headers = { ...listener.headers, ...authHeaders.get(listenerId) }
    await deliver({ method: listener.httpMethod, uri: listener.uri, headers, body: JSON.stringify(payload) })
    return 1
  }
  return {
    list: () => [...listeners.values()],
    get: id => listeners.get(id),
    add: (fields, userId) => put((lastId += 1), fields, userId, true),
    update: (id, fields, userId) => put(id, fields, userId, listeners.has(id)),
    remove: id => {
      authHeaders.delete(id)
      return listeners.delete(id)
    },
    runJobs: async () => {
      const batch = inJobOrder(waiting)
      waiting = []
      let sent = 0
      for (const delivery of batch) sent += await send(delivery)
      return sent
    },
  }
}

/** Recorded: jobs of one second leave in another order than their events came. */
const inJobOrder = (waiting: Waiting[]): Waiting[] =>
  [...waiting].reverse().sort((a, b) => a.payload.time - b.payload.time)

function payloadOf(core: Core, { name, uid, ...nodes }: NodeEvent): Payload {
  return {
    event: { ...nodes, class: `${NODE_EVENTS}\\${name}` },
    user: { uid, displayName: core.accounts.get(uid)?.displayName ?? uid },
    time: Math.floor(core.now() / 1000),
  }
}

/**
 * Who hears of it. Recorded: a class whose every registration has a user filter does not fire for Basic and bearer
 * requests at all, because nobody is signed in yet when the server looks for listeners.
 */
function listenersOf(all: Listener[], payload: Payload): Listener[] {
  const ofClass = all.filter(listener => listener.event === payload.event['class'])
  if (ofClass.every(listener => listener.userIdFilter !== '')) return []
  return ofClass.filter(
    listener =>
      (listener.userIdFilter === '' || listener.userIdFilter === payload.user.uid) &&
      matchesFilter(listener.eventFilter, payload),
  )
}
