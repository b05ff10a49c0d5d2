import type { z } from 'zod'
import { CredentialRejected, Forbidden } from '../errors/nextcloud-errors.js'
import type { Endpoints } from './endpoints.js'
import type { Credential, HttpClient, HttpRequest, HttpResponse } from './http-client.js'
import { mapFailure, unintelligible, type Route } from './map-failure.js'
import { parseJson, readOcs } from './ocs-envelope.js'

/** A credential, or where one is had when it is needed: at each request, and not before. */
export type CredentialSource = Credential | (() => Promise<Credential>)

/** What every client of one person shares. */
export interface Session {
  readonly http: HttpClient
  readonly endpoints: Endpoints
  /** The same, as a browser reaches them: for deep links. */
  readonly browser: Endpoints
  /** The uid. */
  readonly userId: string
  readonly credential: CredentialSource
  readonly signal: AbortSignal | undefined
  readonly clientIp: string | undefined
  /** Called, and waited for, once per answer in which Nextcloud refuses the credential. It may throw what that really means, to be told instead. */
  readonly onRejected: () => unknown
  /** Unix milliseconds. */
  readonly now: () => number
}

/** A request without what the session adds. */
export type Call = Omit<HttpRequest, 'credential' | 'signal' | 'clientIp'>

/** Sends as the person; a status other than 2xx is thrown. @throws {NextcloudError} as `mapFailure` says, or as the client does. */
export async function call(session: Session, route: Route, request: Call): Promise<HttpResponse> {
  const response = await send(session, request)
  if (response.status >= 200 && response.status < 300) return response
  return reporting(session, () => {
    throw mapFailure(response, route, session.now())
  })
}

/** A call to an app's JSON route. @throws {NextcloudUnavailable} also for an answer that does not fit `schema`. */
export async function callApp<T extends z.ZodType>(
  session: Session,
  appName: string,
  request: Call,
  schema: T,
): Promise<{ data: z.output<T>; headers: HttpResponse['headers'] }> {
  const response = await call(session, { kind: 'app', appName }, asJson(request))
  const parsed = schema.safeParse(parseJson(response.body))
  if (!parsed.success) throw unintelligible()
  return { data: parsed.data, headers: response.headers }
}

/** A call to OCS v2, with the envelope taken off. @param appName - set for routes of apps that may be missing. */
export async function callOcs<T extends z.ZodType>(
  session: Session,
  request: Call,
  schema: T,
  appName?: string,
): Promise<z.output<T>> {
  const route: Route = { kind: 'ocs', ...(appName !== undefined && { appName }) }
  const response = await send(session, asJson(request))
  return reporting(session, () => readOcs(response, schema, route, session.now()))
}

async function send({ http, credential, signal, clientIp }: Session, request: Call): Promise<HttpResponse> {
  return http.send({
    ...request,
    credential: typeof credential === 'function' ? await credential() : credential,
    ...(signal && { signal }),
    ...(clientIp !== undefined && { clientIp }),
  })
}

function asJson(request: Call): Call {
  const headers: Record<string, string> = { accept: 'application/json', ...request.headers }
  if (request.body !== undefined) headers['content-type'] = 'application/json'
  return { ...request, headers }
}

async function reporting<T>(session: Session, read: () => T): Promise<T> {
  try {
    return read()
  } catch (error) {
    if (concernsCredential(error, session.credential)) await session.onRejected()
    throw error
  }
}

/** A 403 may mean that a password lost rights since it was checked. A token says so with 401. */
const concernsCredential = (error: unknown, credential: CredentialSource) =>
  error instanceof CredentialRejected || (isPassword(credential) && error instanceof Forbidden)

const isPassword = (credential: CredentialSource) => typeof credential !== 'function' && credential.kind === 'basic'
