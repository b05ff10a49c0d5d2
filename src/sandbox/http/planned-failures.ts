import type { FastifyReply } from 'fastify'
import type { Sandbox } from '../sandbox.js'

/** What `Sandbox.failNext` takes. */
export type PlannedFailure = Parameters<Sandbox['failNext']>[0]

/** Failures that wait for their requests, first planned first served. */
export interface PlannedFailures {
  plan(failure: PlannedFailure): void
  /** The failure for this path, if one waits; it is used up by this. */
  take(path: string): PlannedFailure | undefined
}

export function createPlannedFailures(): PlannedFailures {
  const waiting: { failure: PlannedFailure; left: number }[] = []
  return {
    plan: failure => void waiting.push({ failure, left: failure.count ?? 1 }),
    take: path => {
      const index = waiting.findIndex(({ failure }) => failure.path.test(path))
      const found = waiting[index]
      if (!found) return undefined
      found.left -= 1
      if (found.left <= 0) waiting.splice(index, 1)
      return found.failure
    },
  }
}

/** Answers with the planned status, 500 without one, or hangs up. */
export function answerFailure(reply: FastifyReply, failure: PlannedFailure): FastifyReply {
  if (failure.dropConnection) {
    reply.hijack()
    reply.raw.destroy()
    return reply
  }
  reply.headers(failure.headers ?? {})
  return reply.code(failure.status ?? 500).send(failure.body ?? '')
}
