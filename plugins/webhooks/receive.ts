import type { FastifyReply, FastifyRequest } from 'fastify'
import { StorageFailed } from '../../src/errors/storage-errors.js'
import type { Clock } from '../../src/lib/ports.js'
import type { Secret } from '../../src/lib/secret.js'
import type { Storage } from '../../src/storage/storage.js'
import { acceptEvent } from '../../src/webhooks/accept-event.js'
import { verifySecret } from '../../src/webhooks/verify-secret.js'

interface Deps {
  storage: Pick<Storage, 'webhooks' | 'events'>
  secret: Secret | undefined
  now: Clock
}

/** `POST /webhooks/nextcloud`: secret, then JSON, then the queue. Nothing is processed here, and the payload is never logged. */
export function receive({ storage, secret, now }: Deps) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const trusted = await verifySecret(request.headers.authorization, storage.webhooks, secret)
    if (!trusted) return reply.code(401).send({ status: 'unauthorized' })
    const body = parseJson(request.body)
    if (body === undefined) return reply.code(400).send({ status: 'error', message: 'invalid JSON' })
    return accept(storage, body, now, reply)
  }
}

async function accept(storage: Deps['storage'], body: unknown, now: Clock, reply: FastifyReply) {
  try {
    const result = await acceptEvent(storage.events, body, Math.floor(now() / 1000))
    if (result.kind === 'ignored') return { status: 'ignored', reason: 'unsupported event' }
    const { docType, docId, operation } = result.change
    return { status: 'queued', doc_type: docType, doc_id: docId, operation }
  } catch (error) {
    if (!(error instanceof StorageFailed)) throw error
    reply.log.error({ err: error }, 'an event could not be queued')
    return reply.code(503).header('retry-after', '60').send({ status: 'unavailable', reason: 'queue full' })
  }
}

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
