import type { Core } from '../core.js'
import { textField } from '../http/read-request.js'
import { NOT_VISIBLE, refused } from './answers.js'
import type { OcsAnswer } from './send-ocs.js'
import { isAdmin } from './user-data.js'

/** Fields that people edit themselves; those of the profile are taken and not kept. */
export const OWN_FIELDS = (
  'displayname email additional_mail phone address website twitter bluesky fediverse organisation role headline biography ' +
  'profile_enabled pronouns'
).split(' ')

const UNITS: Record<string, number> = { b: 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3, tb: 1024 ** 4 }

/** `PUT cloud/users/{uid}` with `key` and `value`: oneself, or anybody as an administrator. */
export function editUser(core: Core, editor: string, uid: string, fields: Record<string, unknown>): OcsAnswer {
  const account = core.accounts.get(uid)
  const admin = isAdmin(core, editor)
  if (!account || (!admin && editor !== uid)) return NOT_VISIBLE
  const key = textField(fields, 'key') ?? ''
  const value = textField(fields, 'value') ?? ''
  if (key === 'quota' && admin) return setQuota(core, uid, value)
  if (key === 'password') account.password = value
  else if (!OWN_FIELDS.includes(key)) return refused(113)
  if (key === 'displayname') account.displayName = value
  if (key !== 'email') return {}
  if (value !== '' && !/^[^@\s]+@[^@\s]+$/.test(value)) return refused(101)
  account.email = value === '' ? null : value
  return {}
}

function setQuota(core: Core, uid: string, value: string): OcsAnswer {
  if (value === 'none' || value === 'default') {
    core.quotas.delete(uid)
    return {}
  }
  const [, amount = '', unit = 'b'] = /^(\d+) ?([kmgt]?b)?$/i.exec(value) ?? []
  if (amount === '') return refused(101, `Invalid quota value: ${value}`)
  core.quotas.set(uid, Number(amount) * (UNITS[unit.toLowerCase()] ?? 1))
  return {}
}
