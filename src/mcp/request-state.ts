import { z } from 'zod'
import { constantTimeEqual } from '../lib/constant-time-equal.js'
import type { Clock } from '../lib/ports.js'
import { INVALID_PARAMS, JsonRpcError } from './json-rpc.js'

/** A keyed hash over the parts, base64url. The same key on every replica lets any of them take the next round. */
export type Mac = (...parts: string[]) => string

/** State that travels through a client between two rounds of one request, and that the client cannot change, or use elsewhere. */
export interface RequestStates {
  /** @param boundTo - whose it is and what it is for. */
  seal(value: unknown, boundTo: readonly string[]): string
  /** @throws {JsonRpcError} for what is not ours, is not for this, or is too old. */
  open(text: string, boundTo: readonly string[]): unknown
}

/** A person may think about a question for this long. */
const LIFETIME_MS = 10 * 60 * 1000
const Payload = z.tuple([z.number(), z.unknown()])

export function createRequestStates(mac: Mac, now: Clock): RequestStates {
  return {
    seal(value, boundTo) {
      const payload = Buffer.from(JSON.stringify([now() + LIFETIME_MS, value ?? null])).toString('base64url')
      return `${payload}.${mac(payload, ...boundTo)}`
    },
    open(text, boundTo) {
      const [payload = '', signature = '', ...rest] = text.split('.')
      if (rest.length > 0 || !constantTimeEqual(signature, mac(payload, ...boundTo))) throw refused()
      const [expiresAt, value] = Payload.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
      if (expiresAt <= now()) throw refused()
      return value
    },
  }
}

const refused = () =>
  new JsonRpcError(INVALID_PARAMS, 'Invalid or expired requestState', { reason: 'invalid_request_state' })
