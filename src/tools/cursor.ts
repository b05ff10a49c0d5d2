import { z } from 'zod'
import { InvalidRequest } from '../errors/nextcloud-errors.js'
import { sha256 } from '../lib/sha256.js'

const Envelope = z.tuple([z.string(), z.unknown()])

/**
 * An opaque cursor: a position, tied to the question it belongs to. It carries no rights, so it is not signed; a
 * changed one is either refused or names another position in what the caller may read anyway.
 *
 * @param question - everything that decides what is listed, and in which order.
 */
export function writeCursor(question: readonly unknown[], position: unknown): string {
  return Buffer.from(JSON.stringify([fingerprint(question), position])).toString('base64url')
}

/**
 * @returns undefined when there is no cursor.
 * @throws {InvalidRequest} for a cursor of another question, or none of ours.
 */
export function readCursor<T extends z.ZodType>(
  cursor: string | undefined,
  question: readonly unknown[],
  position: T,
): z.output<T> | undefined {
  if (cursor === undefined) return undefined
  const envelope = Envelope.safeParse(decode(cursor))
  const parsed = position.safeParse(envelope.data?.[1])
  if (!parsed.success || envelope.data?.[0] !== fingerprint(question)) {
    throw new InvalidRequest('The cursor does not belong to this question. Ask again without it.')
  }
  return parsed.data
}

const fingerprint = (question: readonly unknown[]) => sha256(JSON.stringify(question)).slice(0, 11)

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
