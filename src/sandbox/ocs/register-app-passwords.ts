import type { FastifyInstance } from 'fastify'
import type { Core } from '../core.js'
import { requireAccount } from '../create-core.js'
import { ocsRoute } from './ocs-routes.js'
import type { OcsAnswer } from './send-ocs.js'

const NOT_IN_USE: OcsAnswer = { status: 403, message: 'no app password in use' }

/** `core/getapppassword` and `core/apppassword`: a login password or a bearer makes one, an app password rotates or deletes itself. */
export function registerAppPasswords(app: FastifyInstance, core: Core): void {
  ocsRoute(app, 'GET', '/core/getapppassword', (request, caller) => {
    if (caller.via === 'app-password') {
      return { status: 403, message: 'You cannot request an new apppassword with an apppassword' }
    }
    const account = requireAccount(core.accounts, caller.uid)
    const name = request.headers['user-agent'] ?? 'unknown'
    return { data: { apppassword: core.appPasswords.create(account, name) } }
  })
  ocsRoute(app, 'POST', '/core/apppassword/rotate', (_request, caller) =>
    caller.appPassword === undefined
      ? NOT_IN_USE
      : { data: { apppassword: core.appPasswords.rotate(caller.appPassword) } },
  )
  ocsRoute(app, 'DELETE', '/core/apppassword', (_request, caller) => {
    if (caller.appPassword === undefined) return NOT_IN_USE
    core.appPasswords.remove(caller.appPassword)
    return {}
  })
}
