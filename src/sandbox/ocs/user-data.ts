import type { Core } from '../core.js'
import { sizeOf } from '../files/file-node.js'
import type { Account } from '../world.js'

const PROFILE_FIELDS =
  'phone address website twitter bluesky fediverse organisation role headline biography profile_enabled pronouns'.split(
    ' ',
  )

/** Groups of a person, in the order in which they were made. */
export const groupsOf = (core: Core, uid: string): string[] =>
  [...core.groups].filter(([, members]) => members.has(uid)).map(([id]) => id)

export const isAdmin = (core: Core, uid: string): boolean => core.groups.get('admin')?.has(uid) ?? false

/**
 * A person as `provisioning_api` 1.22 shows them. `storageLocation` is for administrators' eyes.
 *
 * @param options.scopes - with the visibility of every field, as `cloud/user` and one's own entry have it.
 */
export function userData(
  core: Core,
  account: Account,
  reader: string,
  options: { scopes?: boolean } = {},
): Record<string, unknown> {
  const all = {
    enabled: account.enabled,
    ...(isAdmin(core, reader) ? { storageLocation: `/var/www/html/data/${account.uid}` } : {}),
    id: account.uid,
    ...loginTimes(core),
    backend: account.uid === account.loginName ? 'Database' : 'LDAP',
    subadmin: [],
    quota: quotaData(core, account.uid),
    manager: '',
    avatarScope: 'v2-federated',
    email: account.email,
    emailScope: 'v2-federated',
    additional_mail: [],
    additional_mailScope: [],
    displayname: account.displayName,
    'display-name': account.displayName,
    displaynameScope: 'v2-federated',
    ...profile(),
    groups: groupsOf(core, account.uid),
    language: 'en',
    locale: '',
    timezone: 'UTC',
    notify_email: null,
    backendCapabilities: { setDisplayName: true, setPassword: true },
  }
  return options.scopes ? all : Object.fromEntries(Object.entries(all).filter(([name]) => !name.endsWith('Scope')))
}

const loginTimes = ({ startedAt }: Core) => ({
  firstLoginTimestamp: Math.floor(startedAt / 1000),
  lastLoginTimestamp: Math.floor(startedAt / 1000),
  lastLogin: startedAt,
})

function quotaData(core: Core, uid: string) {
  const used = sizeOf(core.files.root(uid))
  const quota = core.quotas.get(uid)
  if (quota === undefined) return { free: -3, used, total: -3, relative: 0, quota: -3 }
  return {
    free: Math.max(0, quota - used),
    used,
    total: quota,
    relative: Math.round((used / quota) * 10_000) / 100,
    quota,
  }
}

function profile(): Record<string, string> {
  const entries = PROFILE_FIELDS.flatMap(field => [
    [field, field === 'profile_enabled' ? '1' : ''],
    [`${field}Scope`, field === 'pronouns' ? 'v2-federated' : 'v2-local'],
  ])
  return Object.fromEntries(entries)
}
