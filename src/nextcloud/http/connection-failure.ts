import { InvalidRequest, NextcloudUnavailable, type NextcloudError } from '../../errors/nextcloud-errors.js'

/**
 * What happened to a request that got no answer. Only the code of the failure is kept: the errors of the transport may
 * hold addresses, headers or a piece of the answer.
 *
 * @param maybeSent - the request had reached a connected socket.
 */
export function connectionFailure(error: unknown, maybeSent: boolean): NextcloudError {
  const code = codeOf(error)
  if (code === 'UND_ERR_INVALID_ARG') return new InvalidRequest('The request holds something that HTTP cannot carry.')
  return new NextcloudUnavailable(describe(code), { maybeSent, cause: { code } })
}

function describe(code: string): string {
  if (code === 'ECONNREFUSED') return 'The server refused the connection.'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'The host name of the server could not be resolved.'
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'The server did not accept a connection in time.'
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') {
    return 'The server does not speak TLS on that port: https:// was asked, and http:// may be meant.'
  }
  if (isCertificateProblem(code)) return `The TLS certificate of the server was not accepted (${code}).`
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return 'The answer of the server was cut short.'
  return `The connection to the server failed (${code}).`
}

const isCertificateProblem = (code: string) => /CERT|^UNABLE_TO|^ERR_TLS|^ERR_SSL/.test(code)

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return 'UNKNOWN'
  return typeof error.code === 'string' && /^[A-Z0-9_]{1,60}$/.test(error.code) ? error.code : 'UNKNOWN'
}
