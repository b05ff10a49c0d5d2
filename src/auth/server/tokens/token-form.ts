import { z } from 'zod'
import { OAuthRefused } from '../../../errors/oauth-errors.js'

const Field = z.string().max(4_096).optional()

/** A form of the token or revocation endpoint. What we do not know is ignored (RFC 6749, section 3.2). */
const Form = z.object({
  grant_type: Field,
  code: Field,
  redirect_uri: Field,
  code_verifier: Field,
  refresh_token: Field,
  scope: Field,
  resource: Field,
  client_id: Field,
  client_secret: Field,
  token: Field,
})
export type TokenForm = z.output<typeof Form>

/** @throws {OAuthRefused} `invalid_request` when a field came twice, or is no text. */
export function tokenForm(body: unknown): TokenForm {
  const parsed = Form.safeParse(body)
  if (parsed.success) return parsed.data
  throw new OAuthRefused('invalid_request', 'A form is expected, each field once (RFC 6749, section 3.2).')
}

/** @throws {OAuthRefused} `invalid_request` naming the field that is missing. */
export function required(form: TokenForm, name: keyof TokenForm): string {
  const value = form[name]
  if (value) return value
  throw new OAuthRefused('invalid_request', `${name} is missing.`)
}
