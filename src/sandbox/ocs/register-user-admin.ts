import type { FastifyInstance } from 'fastify'
import type { Core } from '../core.js'
import { fieldsOf, paramOf, textField } from '../http/read-request.js'
import type { Account } from '../world.js'
import { NOT_VISIBLE, refused, SUB_ADMIN_ONLY } from './answers.js'
import { editUser } from './edit-user.js'
import { ocsRoute, type OcsHandler } from './ocs-routes.js'
import type { OcsAnswer } from './send-ocs.js'
import { isAdmin, userData } from './user-data.js'

/** Making, changing, disabling and deleting people (`provisioning_api` 1.22). */
export function registerUserAdmin(app: FastifyInstance, core: Core): void {
  const forAdmins =
    (handler: OcsHandler): OcsHandler =>
    (request, caller) =>
      isAdmin(core, caller.uid) ? handler(request, caller) : SUB_ADMIN_ONLY
  ocsRoute(
    app,
    'POST',
    '/cloud/users',
    forAdmins(request => createUser(core, fieldsOf(request))),
  )
  ocsRoute(app, 'PUT', '/cloud/users/:uid', (request, caller) =>
    editUser(core, caller.uid, paramOf(request, 'uid'), fieldsOf(request)),
  )
  ocsRoute(
    app,
    'DELETE',
    '/cloud/users/:uid',
    forAdmins(request => (removeUser(core, paramOf(request, 'uid')) ? {} : NOT_VISIBLE)),
  )
  for (const verb of ['enable', 'disable']) {
    ocsRoute(app, 'PUT', `/cloud/users/:uid/${verb}`, (request, caller) =>
      setEnabled(core, caller.uid, paramOf(request, 'uid'), verb === 'enable'),
    )
  }
  for (const verb of ['welcome', 'wipe']) {
    ocsRoute(
      app,
      'POST',
      `/cloud/users/:uid/${verb}`,
      forAdmins(request => (core.accounts.has(paramOf(request, 'uid')) ? {} : NOT_VISIBLE)),
    )
  }
  ocsRoute(
    app,
    'GET',
    '/cloud/users/disabled',
    forAdmins((_request, caller) => {
      const disabled = [...core.accounts.values()].filter(account => !account.enabled)
      return {
        data: {
          users: Object.fromEntries(disabled.map(account => [account.uid, userData(core, account, caller.uid)])),
        },
      }
    }),
  )
}

function createUser(core: Core, fields: Record<string, unknown>): OcsAnswer {
  const uid = textField(fields, 'userid') ?? ''
  const password = textField(fields, 'password') ?? ''
  const email = textField(fields, 'email') ?? null
  const group = textField(fields, 'groups[0]') ?? textField(fields, 'groups[]')
  if (core.accounts.has(uid)) return refused(102, 'User already exists')
  if (group !== undefined && !core.groups.has(group)) return refused(104, `Group ${group} does not exist`)
  if (password === '' && email === null) {
    return refused(108, 'An email address is required, to send a password link to the user.')
  }
  const problem = nameProblem(uid) ?? passwordProblem(password)
  if (problem) return problem
  const displayName = textField(fields, 'displayName') ?? uid
  const account: Account = { uid, loginName: uid, email, displayName, password, admin: false, enabled: true }
  core.accounts.set(uid, account)
  if (group !== undefined) core.groups.get(group)?.add(uid)
  return { data: { id: uid } }
}

const nameProblem = (uid: string): OcsAnswer | undefined =>
  /^[\w.@\-' ]+$/.test(uid)
    ? undefined
    : refused(101, 'Only the following characters are allowed in an Login: "a-z", "A-Z", "0-9", spaces and "_.@-\'"')

const passwordProblem = (password: string): OcsAnswer | undefined =>
  password.length >= 10 || password === ''
    ? undefined
    : refused(
        107,
        'Password is among the 1,000,000 most common ones. Please make it unique. Password needs to be at least 10 characters long.',
      )

function removeUser(core: Core, uid: string): boolean {
  for (const members of core.groups.values()) members.delete(uid)
  return core.accounts.delete(uid)
}

function setEnabled(core: Core, admin: string, uid: string, enabled: boolean): OcsAnswer {
  if (!isAdmin(core, admin)) return core.accounts.has(uid) ? NOT_VISIBLE : SUB_ADMIN_ONLY
  const account = core.accounts.get(uid)
  if (!account || uid === admin) return refused(101)
  account.enabled = enabled
  return {}
}
