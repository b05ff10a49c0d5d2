import type { OcsAnswer } from '../ocs/send-ocs.js'
import { EVENT_CLASSES } from './event-classes.js'
import type { Listener } from './listener.js'

/** What a create or update says, checked as `webhook_listeners` 1.3 checks it: hardly. */
export interface ListenerFields extends Omit<Listener, 'id' | 'appId' | 'userId' | 'authData'> {
  /** Headers that only the delivery sees. */
  authHeaders: Record<string, string> | null
}

const refused = (message: string): OcsAnswer => ({ status: 400, message })
const CRASHED: OcsAnswer = { status: 500, statuscode: 996, message: 'Internal Server Error\n' }

/** The fields of a registration, or the answer that refuses them. */
export function listenerFromFields(fields: Record<string, unknown>): ListenerFields | OcsAnswer {
  const { httpMethod, uri, event, userIdFilter, authMethod = 'none' } = fields
  const eventFilter = fields['eventFilter'] ?? []
  if (typeof httpMethod !== 'string' || typeof uri !== 'string' || typeof event !== 'string') return CRASHED
  if (!isRecord(eventFilter)) return CRASHED
  const name = event.replace(/^\\/, '')
  if (!EVENT_CLASSES.has(name)) return refused(`${name} is not an event class compatible with webhooks`)
  if (authMethod !== 'none' && authMethod !== 'header') return refused('This auth method does not exist')
  const authHeaders = isTextRecord(fields['authData']) ? fields['authData'] : null
  if (authMethod === 'header' && !authHeaders) {
    return refused('Header auth method needs an associative array of headers as auth data')
  }
  return {
    httpMethod,
    uri,
    event: name,
    eventFilter: Object.keys(eventFilter).length === 0 ? [] : eventFilter,
    userIdFilter: typeof userIdFilter === 'string' ? userIdFilter : '',
    headers: isTextRecord(fields['headers']) ? fields['headers'] : null,
    authMethod,
    authHeaders,
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isTextRecord = (value: unknown): value is Record<string, string> =>
  isRecord(value) && !Array.isArray(value) && Object.values(value).every(item => typeof item === 'string')
