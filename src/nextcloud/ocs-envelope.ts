import { z } from 'zod'
import type { NextcloudError } from '../errors/nextcloud-errors.js'
import type { HttpResponse } from './http-client.js'
import { mapFailure, unintelligible, type Route } from './map-failure.js'

const Envelope = z.object({
  ocs: z.object({ meta: z.object({ statuscode: z.coerce.number().int() }), data: z.unknown().optional() }),
})

/**
 * The data of an OCS answer, checked.
 *
 * @throws {NextcloudError} for a failure, in HTTP or in the envelope, and for anything that is not an envelope.
 */
export function readOcs<T extends z.ZodType>(
  response: HttpResponse,
  schema: T,
  route: Route,
  nowMs: number,
): z.output<T> {
  if (response.status < 200 || response.status > 299) throw mapFailure(response, route, nowMs)
  const envelope = Envelope.safeParse(parseJson(response.body))
  if (!envelope.success) throw unintelligible()
  const { meta, data } = envelope.data.ocs
  if (meta.statuscode !== 100 && meta.statuscode !== 200) throw envelopeFailure(response, meta.statuscode, route, nowMs)
  const parsed = schema.safeParse(data)
  if (!parsed.success) throw unintelligible()
  return parsed.data
}

/** 997 and 998 are OCS's own codes; the rest are those of HTTP. */
function envelopeFailure(response: HttpResponse, code: number, route: Route, nowMs: number): NextcloudError {
  const status = code === 997 ? 401 : code === 998 ? 404 : code
  return mapFailure({ ...response, status }, route, nowMs)
}

/** PHP writes an empty map as an empty list. */
export function phpMap<V extends z.ZodType>(value: V) {
  return z.preprocess(raw => (Array.isArray(raw) && raw.length === 0 ? {} : raw), z.record(z.string(), value))
}

/** @returns undefined for what is not JSON. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
