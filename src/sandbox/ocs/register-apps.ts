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
  ocsRoute(app, 'GET', '/core/navigation/apps', () => ({
    data: NAVIGATION.map((id, order) => ({
      id,
      order,
      href: `${core.basePath}/apps/${id}/`,
      icon: `${core.basePath}/apps/${id}/img/app.svg`,
      type: 'link',
      name: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
      app: id,
      active: false,
      unread: 0,
      classes: '',
      default: order === 0,
    })),
  }))
}
