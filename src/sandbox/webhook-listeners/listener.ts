/** A registration, as `webhook_listeners` 1.3 lists it. */
export interface Listener {
  id: number
  appId: string | null
  userId: string | null
  httpMethod: string
  uri: string
  event: string
  /** A list when empty, as PHP writes an empty array. */
  eventFilter: Record<string, unknown> | []
  userIdFilter: string
  headers: Record<string, string> | null
  authMethod: 'none' | 'header'
  /** Opaque in answers: the server shows it encrypted. */
  authData: string | null
}

/** What a delivery carries. */
export interface Payload {
  event: Record<string, unknown>
  user: { uid: string; displayName: string }
  /** Unix seconds. */
  time: number
}
