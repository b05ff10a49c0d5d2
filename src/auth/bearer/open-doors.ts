import type { BearerDoor, BearerResult } from './bearer-door.js'
import { parseBearer } from './parse-bearer.js'
import { clientFault } from './token-facts.js'

/**
 * Lets the bearer of a token in by the first door that owns it.
 *
 * @param doors - read at each request, so that doors may be added until the server listens.
 * @param authorization - every `Authorization` header, as it came. @param network - where it came from.
 */
export async function openDoors(
  doors: readonly BearerDoor[],
  authorization: readonly string[],
  maxBytes: number,
  network?: string,
): Promise<BearerResult> {
  const parsed = parseBearer(authorization, maxBytes)
  if (parsed.kind !== 'token') return clientFault(parsed.kind)
  const door = doors.find(candidate => candidate.owns(parsed.token))
  return door ? door.enter(parsed.token, network) : clientFault('malformed')
}
