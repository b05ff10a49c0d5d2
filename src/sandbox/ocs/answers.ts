import type { OcsAnswer } from './send-ocs.js'

/** Refused to a person who is no administrator; the words differ by app. */
export const notForYou = (message: string): OcsAnswer => ({ status: 403, message })

export const ADMIN_ONLY = notForYou('Logged in account must be an admin')
export const SUB_ADMIN_ONLY = notForYou('Logged in account must be at least a sub admin')
export const SETTING_ONLY = notForYou(
  'Logged in account must be an admin, a sub admin or gotten special right to access this setting',
)

/** `provisioning_api` on somebody who may not be seen. */
export const NOT_VISIBLE: OcsAnswer = { status: 404, statuscode: 998, message: '' }
export const NO_SUCH_USER: OcsAnswer = { status: 404, message: 'User does not exist' }

/** The answer to a path below `/ocs` that nothing takes. */
export const UNKNOWN_QUERY: OcsAnswer = {
  status: 404,
  statuscode: 998,
  message:
    'Invalid query, please check the syntax. API specifications are here: http://www.freedesktop.org/wiki/Specifications/open-collaboration-services.\n',
}

/** A refusal with a number of `provisioning_api`. */
export const refused = (statuscode: number, message = ''): OcsAnswer => ({ status: 400, statuscode, message })
