import { z } from 'zod'
import { Forbidden } from '../../errors/nextcloud-errors.js'
import { path } from '../../lib/path.js'
import { phpMap } from '../ocs-envelope.js'
import { callOcs, type Session } from '../session.js'
import { UserData } from './user-data.js'

/** The person behind a credential, as `GET /ocs/v2.php/cloud/user` names it. */
export interface CurrentUser {
  id: string
  displayName: string
  email: string | null
  groups: readonly string[]
}

/** `provisioning_api` 1.22 and core capabilities, as a normal user or an administrator. */
export interface UsersClient {
  current(): Promise<CurrentUser>
  /** Groups of `userId`; `GET /ocs/v2.php/cloud/users/{uid}/groups`. */
  groupsOf(userId: string): Promise<string[]>
  /** Ids of the enabled apps: the administrator's list, else the sorted keys of the capabilities. */
  enabledApps(): Promise<string[]>
}

const Groups = z.object({ groups: z.array(z.string()) })
const Apps = z.object({ apps: z.array(z.string()) })
const Capabilities = z.object({ capabilities: phpMap(z.unknown()) })

export function usersClient(session: Session): UsersClient {
  const get = <T extends z.ZodType>(route: string, schema: T) =>
    callOcs(session, { method: 'GET', url: session.endpoints.ocs(route) }, schema)
  const announcedApps = async () => {
    const { capabilities } = await get('/cloud/capabilities', Capabilities)
    return Object.keys(capabilities).toSorted()
  }
  return {
    current: () => get('/cloud/user', UserData),
    groupsOf: async userId => (await get(path`/cloud/users/${userId}/groups`, Groups)).groups,
    enabledApps: async () => {
      try {
        return (await get('/cloud/apps?filter=enabled', Apps)).apps
      } catch (error) {
        // Only administrators may list apps.
        if (error instanceof Forbidden) return announcedApps()
        throw error
      }
    },
  }
}
