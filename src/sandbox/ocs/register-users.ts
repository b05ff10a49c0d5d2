import type { FastifyInstance } from 'fastify'
import type { Core } from '../core.js'
import { paramOf, queryOf } from '../http/read-request.js'
import { NO_SUCH_USER, NOT_VISIBLE, SUB_ADMIN_ONLY } from './answers.js'
import { OWN_FIELDS } from './edit-user.js'
import { ocsRoute } from './ocs-routes.js'
import type { OcsAnswer } from './send-ocs.js'
import { groupsOf, isAdmin, userData } from './user-data.js'

/** Reading people: `cloud/user`, `cloud/users` and below. */
export function registerUsers(app: FastifyInstance, core: Core): void {
  ocsRoute(app, 'GET', '/cloud/user', (_request, caller) => readUser(core, caller.uid, caller.uid))
  ocsRoute(app, 'GET', '/cloud/user/fields', () => ({ data: OWN_FIELDS }))
  ocsRoute(app, 'GET', '/cloud/users', (request, caller) => {
    if (!isAdmin(core, caller.uid)) return SUB_ADMIN_ONLY
    return { data: { users: search(core, queryOf(request)).map(account => account.uid) } }
  })
  ocsRoute(app, 'GET', '/cloud/users/details', (request, caller) => {
    if (!isAdmin(core, caller.uid)) return SUB_ADMIN_ONLY
    const users = search(core, queryOf(request)).map(account => [account.uid, userData(core, account, caller.uid)])
    return { data: { users: Object.fromEntries(users) } }
  })
  ocsRoute(app, 'GET', '/cloud/users/:uid', (request, caller) => readUser(core, paramOf(request, 'uid'), caller.uid))
  ocsRoute(app, 'GET', '/cloud/users/:uid/groups', (request, caller) => {
    const uid = paramOf(request, 'uid')
    if (!core.accounts.has(uid) || !mayRead(core, uid, caller.uid)) return NOT_VISIBLE
    return { data: { groups: groupsOf(core, uid) } }
  })
}

const mayRead = (core: Core, uid: string, reader: string) => uid === reader || isAdmin(core, reader)

function readUser(core: Core, uid: string, reader: string): OcsAnswer {
  const account = core.accounts.get(uid)
  if (!account) return NO_SUCH_USER
  if (!mayRead(core, uid, reader)) return NOT_VISIBLE
  return { data: userData(core, account, reader, { scopes: uid === reader }) }
}

function search(core: Core, query: URLSearchParams) {
  const wanted = (query.get('search') ?? '').toLowerCase()
  const offset = Number(query.get('offset') ?? 0)
  const limit = Number(query.get('limit') ?? Infinity)
  return [...core.accounts.values()]
    .filter(account => `${account.uid}\n${account.displayName}\n${account.email}`.toLowerCase().includes(wanted))
    .slice(offset, offset + limit)
}
