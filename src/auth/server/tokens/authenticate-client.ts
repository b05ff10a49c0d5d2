import { OAuthRefused } from '../../../errors/oauth-errors.js'
import { constantTimeEqual } from '../../../lib/constant-time-equal.js'
import { sha256 } from '../../../lib/sha256.js'
import { parseBasic } from '../../basic/parse-basic.js'
import { knownClient } from '../clients/find-client.js'
import type { McpClient } from '../clients/mcp-client.js'
import type { ServerDeps } from '../server-deps.js'
import type { TokenForm } from './token-form.js'

interface Presented {
  id: string
  secret: string | undefined
}

/**
 * Which client is asking, and is it really that one? Public clients name themselves; confidential ones prove it, in the header or in the form
 * as they like, but not in both (RFC 6749, section 2.3.1).
 *
 * @param authorization - every `Authorization` header of the request.
 * @throws {OAuthRefused} `invalid_client`, the same words whatever is wrong; `invalid_request` for two ways at once.
 */
export async function authenticateClient(
  deps: ServerDeps,
  authorization: readonly string[],
  form: TokenForm,
): Promise<McpClient> {
  const { id, secret } = presented(authorization, form)
  const client = await knownClient(deps, id)
  if (!client || !proves(client, secret)) throw refused()
  return client
}

function presented(authorization: readonly string[], form: TokenForm): Presented {
  const header = parseBasic(authorization)
  if (header.kind === 'malformed') throw refused()
  if (header.kind === 'missing') {
    if (authorization.length > 0 || !form.client_id) throw refused()
    return { id: form.client_id, secret: form.client_secret }
  }
  const id = formDecoded(header.username)
  if (form.client_secret !== undefined || (form.client_id !== undefined && form.client_id !== id)) {
    throw new OAuthRefused('invalid_request', 'The client authenticates in the header or in the form, not in both.')
  }
  return { id, secret: formDecoded(header.password.reveal()) }
}

/** Both halves are form-encoded before they are joined. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw refused()
  }
}

/** GAP-36: digests are compared, in constant time. */
function proves({ secretHash }: McpClient, secret: string | undefined): boolean {
  if (secretHash === null) return secret === undefined || secret === ''
  return secret !== undefined && constantTimeEqual(sha256(secret), secretHash)
}

const refused = () => new OAuthRefused('invalid_client', 'The client is not known here, or did not prove who it is.')
