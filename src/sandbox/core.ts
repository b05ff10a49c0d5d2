import type { AppPasswords } from './accounts/app-passwords.js'
import type { FileStore } from './files/file-store.js'
import type { NodeEventSink } from './files/node-event.js'
import type { World } from './world.js'

/** The state of the rooms that Nextcloud itself brings: accounts, files, notes, webhooks. */
export interface Core extends World {
  appPasswords: AppPasswords
  files: FileStore
  /** Bytes that a person may store, by uid; absent: no limit. */
  quotas: Map<string, number>
  /** Enabled apps, in the order of the app list. */
  apps: string[]
  /** Member uids by group id. The group `admin` makes an administrator. */
  groups: Map<string, Set<string>>
  /** Unix milliseconds. */
  startedAt: number
  /** Takes what happens to files; the webhooks room listens. */
  onNodeEvent: NodeEventSink
}
