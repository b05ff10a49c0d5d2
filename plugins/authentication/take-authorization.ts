import type { IncomingMessage } from 'node:http'

const NAME = 'authorization'

/**
 * Takes every `Authorization` header off the request, so that nothing behind us can log, store or forward it (BA-11). In `rawHeaders` the values are emptied
 * and the entries stay, because Node derives other views from their number.
 *
 * @returns the values as they came. Node's `headers` would show only the first of two.
 */
export function takeAuthorization(raw: Pick<IncomingMessage, 'headers' | 'rawHeaders'>): string[] {
  const { headers, rawHeaders } = raw
  const values: string[] = []
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (!isAuthorization(rawHeaders[index])) continue
    values.push(rawHeaders[index + 1] ?? '')
    rawHeaders[index + 1] = ''
  }
  const parsed = headers.authorization
  delete headers.authorization
  return values.length > 0 || parsed === undefined ? values : [parsed]
}

const isAuthorization = (name: string | undefined) => name?.length === NAME.length && name.toLowerCase() === NAME
