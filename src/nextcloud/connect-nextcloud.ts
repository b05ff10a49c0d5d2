import { endpoints } from './endpoints.js'
import { filesClient } from './files/files-client.js'
import type { Credential, HttpClient } from './http-client.js'
import type { NextcloudClient } from './nextcloud-client.js'
import { notesClient } from './notes/notes-client.js'
import type { Session } from './session.js'
import { usersClient } from './users/users-client.js'
import { webhookListenersClient } from './webhook-listeners/webhook-listeners-client.js'

export interface ConnectOptions {
  /** Where we reach Nextcloud. */
  baseUrl: string
  /** Where a browser does, for links; the same unless said. */
  publicUrl?: string | undefined
  /** The uid, never the login name. */
  userId: string
  credential: Credential
  signal?: AbortSignal | undefined
  clientIp?: string | undefined
  /** Nextcloud refused the credential: whoever cached that it is good should forget it. */
  onRejected?: (() => void) | undefined
  /** Unix milliseconds. */
  now?: () => number
}

/** Nextcloud as one person sees it. Costs nothing until a client is used. */
export function connectNextcloud(http: HttpClient, options: ConnectOptions): NextcloudClient {
  const { baseUrl, publicUrl, userId, credential, signal, clientIp, onRejected, now = Date.now } = options
  const reach = endpoints(baseUrl)
  const session: Session = {
    http,
    endpoints: reach,
    browser: publicUrl === undefined ? reach : endpoints(publicUrl),
    userId,
    credential,
    signal,
    clientIp,
    onRejected: onRejected ?? (() => {}),
    now,
  }
  const notes = lazily(() => notesClient(session))
  const files = lazily(() => filesClient(session))
  const users = lazily(() => usersClient(session))
  const webhooks = lazily(() => webhookListenersClient(session))
  return {
    userId,
    get notes() {
      return notes()
    },
    get files() {
      return files()
    },
    get users() {
      return users()
    },
    get webhooks() {
      return webhooks()
    },
  }
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
