import type { FastifyInstance } from 'fastify'
import type { Core } from '../core.js'
import { fieldsOf, paramOf, queryOf } from '../http/read-request.js'
import { SETTING_ONLY } from '../ocs/answers.js'
import { ocsMethodNotAllowed, ocsRoute, type OcsHandler } from '../ocs/ocs-routes.js'
import type { OcsAnswer } from '../ocs/send-ocs.js'
import { isAdmin } from '../ocs/user-data.js'
import { listenerFromFields, type ListenerFields } from './listener-from-fields.js'
import { createListenerStore } from './listener-store.js'

const PATH = '/apps/webhook_listeners/api/v1/webhooks'

/** What of the app is driven from outside. */
export interface WebhookListeners {
  runJobs(): Promise<number>
}

const UNKNOWN_ID: OcsAnswer = {
  status: 404,
  message:
    'Did expect one result but found none when executing: query "SELECT * FROM `*PREFIX*webhook_listeners` WHERE `id` = :dcValue1"; ',
}

/** `webhook_listeners` 1.3: for administrators; update is POST on the id. */
export function registerWebhookListeners(app: FastifyInstance, core: Core): WebhookListeners {
  const store = createListenerStore(core)
  const forAdmins =
    (handler: OcsHandler): OcsHandler =>
    (request, caller) =>
      isAdmin(core, caller.uid) ? handler(request, caller) : SETTING_ONLY
  const stored =
    (keep: (fields: ListenerFields, id: number, uid: string) => unknown): OcsHandler =>
    (request, caller) => {
      const fields = listenerFromFields(fieldsOf(request))
      return 'uri' in fields ? { data: keep(fields, Number(paramOf(request, 'id')), caller.uid) } : fields
    }

  ocsRoute(
    app,
    'GET',
    PATH,
    forAdmins(request => {
      const uri = queryOf(request).get('uri')
      return { data: store.list().filter(listener => uri === null || listener.uri === uri) }
    }),
  )
  ocsRoute(app, 'POST', PATH, forAdmins(stored((fields, _id, uid) => store.add(fields, uid))))
  ocsRoute(
    app,
    'GET',
    `${PATH}/:id`,
    forAdmins(request => {
      const found = store.get(Number(paramOf(request, 'id')))
      return found ? { data: found } : UNKNOWN_ID
    }),
  )
  ocsRoute(app, 'POST', `${PATH}/:id`, forAdmins(stored((fields, id, uid) => store.update(id, fields, uid))))
  ocsRoute(
    app,
    'DELETE',
    `${PATH}/:id`,
    forAdmins(request => ({ data: store.remove(Number(paramOf(request, 'id'))) })),
  )
  ocsMethodNotAllowed(app, ['PUT', 'PATCH'], `${PATH}/:id`)
  return { runJobs: store.runJobs }
}
