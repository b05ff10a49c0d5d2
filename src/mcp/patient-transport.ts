import type { Transport } from '@modelcontextprotocol/server'
import { z } from 'zod'

type Message = Parameters<Transport['send']>[0]

/** A transport that knows what is still to be answered. */
export interface PatientTransport {
  transport: Transport
  /** Resolves when every request that came was answered or cancelled. */
  answered(): Promise<void>
  /** Resolves when the transport was closed, by either side. */
  closed: Promise<void>
}

/** Stays open as long as it is wanted, so nobody waits for its answer. */
const ENDLESS = 'subscriptions/listen'
const Cancelled = z.object({ requestId: z.union([z.string(), z.number()]) })

/** Watches `inner`, which has no listeners yet, without changing what passes. */
export function patientTransport(inner: Transport): PatientTransport {
  const unanswered = new Set<string | number>()
  let release = () => {}
  const settle = (id: string | number | undefined) => {
    if (id !== undefined) unanswered.delete(id)
    if (unanswered.size === 0) release()
  }
  const note = (message: Message) => {
    if (!('method' in message)) return
    if ('id' in message && message.method !== ENDLESS) unanswered.add(message.id)
    if (message.method === 'notifications/cancelled') settle(Cancelled.safeParse(message.params).data?.requestId)
  }
  let close = () => {}
  const closed = new Promise<void>(resolve => (close = resolve))
  const transport: Transport = {
    start: () => inner.start(),
    close: () => inner.close(),
    async send(message, options) {
      await inner.send(message, options)
      if (!('method' in message)) settle(message.id)
    },
    set onmessage(listener: NonNullable<Transport['onmessage']>) {
      inner.onmessage = (message, extra) => {
        note(message)
        listener(message, extra)
      }
    },
    set onclose(listener: () => void) {
      inner.onclose = () => {
        listener()
        close()
      }
    },
    set onerror(listener: (error: Error) => void) {
      inner.onerror = listener
    },
  }
  const answered = () => new Promise<void>(resolve => (unanswered.size === 0 ? resolve() : (release = resolve)))
  return { transport, answered, closed }
}
