import type { FastifyInstance } from 'fastify'
import type { Core } from '../core.js'
import { registerAppPasswords } from './register-app-passwords.js'
import { registerApps } from './register-apps.js'
import { registerCapabilities } from './register-capabilities.js'
import { registerGroups } from './register-groups.js'
import { registerUserAdmin } from './register-user-admin.js'
import { registerUsers } from './register-users.js'

/** The OCS routes of Nextcloud itself. */
export function registerOcs(app: FastifyInstance, core: Core): void {
  registerCapabilities(app, core)
  registerAppPasswords(app, core)
  registerApps(app, core)
  registerUsers(app, core)
  registerUserAdmin(app, core)
  registerGroups(app, core)
}
