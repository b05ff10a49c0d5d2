import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { SESSION_COOKIE } from '../world.js'
import type { SignedIn } from './browser-session.js'

/** A note as the Notes API v1 shows it, as far as the pages need it. */
export const NoteView = z.object({ id: z.number(), title: z.string(), content: z.string(), modified: z.number() })
export type NoteView = z.output<typeof NoteView>

export interface OwnRequest {
  method: 'GET' | 'POST' | 'PUT'
  url: string
  body?: unknown
}

/** Calls an API route of this very site as the person at the browser, as the scripts of Nextcloud's pages do. */
export async function ownRequest(
  app: FastifyInstance,
  person: SignedIn & { cookie: string },
  { method, url, body }: OwnRequest,
): Promise<{ status: number; body: unknown }> {
  const answer = await app.inject({
    method,
    url,
    headers: {
      cookie: `${SESSION_COOKIE}=${person.cookie}`,
      requesttoken: person.session.requestToken,
      'ocs-apirequest': 'true',
      accept: 'application/json',
      'content-type': 'application/json',
    },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  })
  return { status: answer.statusCode, body: parse(answer.body) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
