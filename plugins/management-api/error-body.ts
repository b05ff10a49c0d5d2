import type { FastifyError } from 'fastify'
import { NotProvisioned, ReauthRequired } from '../../src/errors/access-errors.js'
import { AppError } from '../../src/errors/app-error.js'
import { ManagementRefusal } from '../../src/errors/management-errors.js'
import { CredentialRejected, Forbidden, NextcloudError, Throttled } from '../../src/errors/nextcloud-errors.js'

/**
 * The three shapes of the contract: `text` is `{error}`, `labelled` is `{error, message}`, `flagged` is `{success: false, error}`.
 * Clients of each route know only its own.
 */
export type ErrorFamily = 'text' | 'labelled' | 'flagged'

/** The fixed text for internal failures and for every failure of bearer authentication. */
export const GENERIC_MESSAGE = 'An internal error occurred. Please contact your administrator.'

interface Answer {
  status: number
  label: string
  message: string
  extra?: Readonly<Record<string, unknown>>
}

/** @param authorizeUrl - where a person authorises us; part of every 428. */
export function errorAnswer(error: FastifyError | AppError, family: ErrorFamily, authorizeUrl: string) {
  const answer = classify(error, authorizeUrl)
  return { status: answer.status, body: { ...shape(answer, family), ...answer.extra } }
}

function shape({ label, message }: Answer, family: ErrorFamily): Record<string, unknown> {
  if (family === 'text') return { error: message }
  return family === 'labelled' ? { error: label, message } : { success: false, error: message }
}

function classify(error: FastifyError | AppError, authorizeUrl: string): Answer {
  if (error instanceof ManagementRefusal) {
    return { status: error.statusCode, label: error.label, message: error.message, extra: error.extra }
  }
  if (error instanceof NotProvisioned || error instanceof ReauthRequired) return notProvisioned(error, authorizeUrl)
  if (error instanceof NextcloudError) return nextcloudAnswer(error)
  const status = error.statusCode ?? 500
  if (status === 401) return { status, label: 'Unauthorized', message: GENERIC_MESSAGE }
  if (status === 503) return { status, label: 'temporarily_unavailable', message: error.message }
  if (status >= 500) return { status, label: 'Internal error', message: GENERIC_MESSAGE }
  return { status, label: status === 400 ? 'Bad request' : 'Refused', message: error.message }
}

function notProvisioned(error: AppError, authorizeUrl: string): Answer {
  const label = error instanceof NotProvisioned ? 'not_provisioned' : 'reauth_required'
  const message = `${error.message} Open ${authorizeUrl} and allow access.`
  return { status: 428, label, message, extra: { authorize_url: authorizeUrl } }
}

/** A failure of Nextcloud is told as one: never as 401, on which clients throw their token away (GAP-48). */
function nextcloudAnswer(error: NextcloudError): Answer {
  if (error instanceof Throttled) return { status: 429, label: 'Too many requests', message: error.message }
  if (error instanceof Forbidden) return { status: 403, label: 'Forbidden', message: error.message }
  if (error instanceof CredentialRejected) return { status: 502, label: 'Nextcloud error', message: error.message }
  if (error.statusCode >= 500) return { status: 502, label: 'Nextcloud error', message: error.message }
  return { status: error.statusCode, label: 'Nextcloud error', message: error.message }
}
