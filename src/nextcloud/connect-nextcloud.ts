import { endpoints } from './endpoints.js'
import { filesClient, type FilesClient } from './files/files-client.js'
import type { HttpClient } from './http-client.js'
import type { NextcloudClient } from './nextcloud-client.js'
import { notesClient, type NotesClient } from './notes/notes-client.js'
import type { CredentialSource, Session } from './session.js'
import { usersClient, type UsersClient } from './users/users-client.js'
import { webhookListenersClient, type WebhookListenersClient } from './webhook-listeners/webhook-listeners-client.js'

export interface ConnectOptions {
  /** Where we reach Nextcloud. */
  baseUrl: string
  /** Where a browser does, for links; the same unless said. */
  publicUrl?: string | undefined
  /** The uid, never the login name. */
  userId: string
  credential: CredentialSource
  signal?: AbortSignal | undefined
  clientIp?: string | undefined
  /** Nextcloud refused the credential: whoever cached that it is good should forget it, and may throw what it really means. */
  onRejected?: (() => unknown) | undefined
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
  return new ConnectedNextcloud(session)
}

/** A class, because this is made for every request: getters of a prototype cost nothing to define. */
class ConnectedNextcloud implements NextcloudClient {
  readonly #session: Session
  #notes: NotesClient | undefined
  #files: FilesClient | undefined
  #users: UsersClient | undefined
  #webhooks: WebhookListenersClient | undefined

  constructor(session: Session) {
    this.#session = session
  }

  get userId() {
    return this.#session.userId
  }

  get notes() {
    return (this.#notes ??= notesClient(this.#session))
  }

  get files() {
    return (this.#files ??= filesClient(this.#session))
  }

  get users() {
    return (this.#users ??= usersClient(this.#session))
  }

  get webhooks() {
    return (this.#webhooks ??= webhookListenersClient(this.#session))
  }
}
