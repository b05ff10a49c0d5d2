import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Core } from '../core.js'
import { ADMIN_ONLY } from './answers.js'
import { ocsRoute } from './ocs-routes.js'
import { isAdmin } from './user-data.js'

const NAVIGATION = ['dashboard', 'files', 'activity', 'notes']

/** The app list (administrators) and the navigation (what is there for a person). */
export function registerApps(app: FastifyInstance, core: Core): void {
  ocsRoute(app, 'GET', '/cloud/apps', (_request, caller) =>
    isAdmin(core, caller.uid) ? { data: { apps: core.apps } } : ADMIN_ONLY,
  )
  ocsRoute(app, 'GET', '/core/navigation/apps', () => {
    const data = NAVIGATION.map((id, order) => navigationEntry(core.basePath, id, order))
    const etag = createHash('md5').update(JSON.stringify(data)).digest('hex')
    return { data, headers: { etag: `"${etag}"` } }
  })
}

const navigationEntry = (basePath: string, id: string, order: number) => ({
  id,
  order,
  href: `${basePath}/apps/${id}/`,
  icon: `${basePath}/apps/${id}/img/app.svg`,
  type: 'link',
  name: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
  app: id,
  active: false,
  unread: 0,
  classes: '',
  default: order === 0,
})
