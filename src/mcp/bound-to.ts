import type { Caller } from './caller.js'
import type { PreparedCall } from './define-tool.js'

/** What a request state is tied to: the person, the way they came, and exactly what was asked for. As a function, because most requests carry no state. */
export function boundTo(
  method: string,
  name: string,
  { fingerprint }: Pick<Extract<PreparedCall, { ok: true }>, 'fingerprint'>,
  caller: Pick<Caller, 'principal'>,
): () => readonly string[] {
  return () => [method, name, fingerprint(), principalKey(caller)]
}

/** Equal for two requests exactly when the same person came the same way: by Basic, or by tokens of one issuer for one client. Credentials may differ (BA-10). */
export function principalKey({ principal }: Pick<Caller, 'principal'>): string {
  const { userId, via, issuer = '', clientId = '' } = principal
  return JSON.stringify([userId, via, issuer, clientId])
}
