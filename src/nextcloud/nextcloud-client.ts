import type { FilesClient } from './files/files-client.js'
import type { NotesClient } from './notes/notes-client.js'
import type { UsersClient } from './users/users-client.js'
import type { WebhookListenersClient } from './webhook-listeners/webhook-listeners-client.js'

/** Nextcloud as one person sees it. Made per request, bound to that person's credential; clients of apps are made when first used. */
export interface NextcloudClient {
  /** The uid. DAV paths use it; the login name never enters a path. */
  readonly userId: string
  readonly notes: NotesClient
  readonly files: FilesClient
  readonly users: UsersClient
  readonly webhooks: WebhookListenersClient
}
