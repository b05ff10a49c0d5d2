import { escapeText } from '../http/html-page.js'

/** A refusal of the DAV server: Sabre's exception class, its words, and what some of them add. */
export interface DavProblem {
  status: number
  exception: string
  message: string
  /** Elements after the message, ready-made XML. */
  more?: string
  /** True: the document also declares ownCloud's namespace. */
  owncloud?: boolean
  headers?: Record<string, string>
}

/** The XML of a refusal, as Sabre writes it. */
export function davErrorXml(problem: DavProblem): string {
  const owncloud = problem.owncloud ? ' xmlns:o="http://owncloud.org/ns"' : ''
  const message = problem.message === '' ? '<s:message/>' : `<s:message>${escapeText(problem.message)}</s:message>`
  return (
    '<?xml version="1.0" encoding="utf-8"?>\n' +
    `<d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns"${owncloud}>\n` +
    `  <s:exception>${escapeText(problem.exception)}</s:exception>\n  ${message}\n` +
    `${problem.more ? `  ${problem.more}\n` : ''}</d:error>\n`
  )
}

/** Thrown by DAV methods; the DAV room's error handler sends it. */
export class DavFailure extends Error {
  override name = 'DavFailure'
  readonly problem: DavProblem

  constructor(problem: DavProblem) {
    super(problem.message)
    this.problem = problem
  }
}

const sabre =
  (status: number, exception: string) =>
  (message: string, more: Partial<DavProblem> = {}) =>
    new DavFailure({ status, exception: `Sabre\\DAV\\Exception\\${exception}`, message, ...more })

export const badRequest = sabre(400, 'BadRequest')
export const forbidden = sabre(403, 'Forbidden')
export const notFound = sabre(404, 'NotFound')
export const methodNotAllowed = sabre(405, 'MethodNotAllowed')
export const conflict = sabre(409, 'Conflict')
export const preconditionFailed = sabre(412, 'PreconditionFailed')
export const rangeNotSatisfiable = sabre(416, 'RequestedRangeNotSatisfiable')
export const unsupportedMediaType = sabre(415, 'UnsupportedMediaType')
export const methodNotImplemented = sabre(501, 'NotImplemented')
export const insufficientStorage = sabre(507, 'InsufficientStorage')
