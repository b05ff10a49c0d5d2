import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify'
import type { Core } from '../core.js'
import { fieldsOf, paramOf, textField } from '../http/read-request.js'
import { refused, SETTING_ONLY, SUB_ADMIN_ONLY } from './answers.js'
import { ocsRoute } from './ocs-routes.js'
import type { OcsAnswer } from './send-ocs.js'
import { isAdmin, userData } from './user-data.js'

const UNKNOWN: OcsAnswer = { status: 404, message: 'The requested group could not be found' }

/** Groups and who is in them, for administrators (`provisioning_api` 1.22). Group managers are not imitated. */
export function registerGroups(app: FastifyInstance, core: Core): void {
  const route = (
    method: HTTPMethods,
    path: string,
    handler: (request: FastifyRequest, uid: string) => OcsAnswer,
    refusal = SUB_ADMIN_ONLY,
  ) => ocsRoute(app, method, path, (request, { uid }) => (isAdmin(core, uid) ? handler(request, uid) : refusal))
  const membersOf = (request: FastifyRequest) => core.groups.get(paramOf(request, 'group'))

  route('GET', '/cloud/groups', () => ({ data: { groups: [...core.groups.keys()] } }))
  route('GET', '/cloud/groups/details', () => ({ data: { groups: [...core.groups].map(details) } }))
  route('POST', '/cloud/groups', request => createGroup(core, groupIdOf(request)), SETTING_ONLY)
  route('DELETE', '/cloud/groups/:group', request => removeGroup(core, paramOf(request, 'group')))
  route('PUT', '/cloud/groups/:group', request =>
    textField(fieldsOf(request), 'key') === 'displayname' ? {} : { status: 500, statuscode: 999, message: '' },
  )
  for (const path of ['/cloud/groups/:group', '/cloud/groups/:group/users']) {
    route('GET', path, request => {
      const members = membersOf(request)
      return members ? { data: { users: [...members] } } : UNKNOWN
    })
  }
  route('GET', '/cloud/groups/:group/users/details', (request, reader) => {
    const members = [...core.accounts.values()].filter(account => membersOf(request)?.has(account.uid))
    return {
      data: { users: Object.fromEntries(members.map(account => [account.uid, userData(core, account, reader)])) },
    }
  })
  route('POST', '/cloud/users/:uid/groups', request => {
    const group = groupIdOf(request)
    if (group === '') return refused(101)
    core.groups.get(group)?.add(paramOf(request, 'uid'))
    return core.groups.has(group) ? {} : refused(102)
  })
  route('DELETE', '/cloud/users/:uid/groups', request => {
    core.groups.get(groupIdOf(request))?.delete(paramOf(request, 'uid'))
    return {}
  })
}

const groupIdOf = (request: FastifyRequest) => textField(fieldsOf(request), 'groupid') ?? ''

const details = ([id, members]: [string, Set<string>]) => ({
  id,
  displayname: id,
  usercount: members.size,
  disabled: 0,
  canAdd: true,
  canRemove: true,
})

function createGroup(core: Core, id: string): OcsAnswer {
  if (id === '') return refused(101, 'Invalid group name')
  if (core.groups.has(id)) return refused(102, 'group exists')
  core.groups.set(id, new Set())
  return {}
}

function removeGroup(core: Core, id: string): OcsAnswer {
  if (id === 'admin') return refused(102)
  return core.groups.delete(id) ? {} : refused(101)
}
