import type { ServerAccount } from '../auth/account/server-account.js'
import { connectNextcloud } from '../nextcloud/connect-nextcloud.js'
import type { HttpClient } from '../nextcloud/http-client.js'
import type { Caller } from './caller.js'
import type { ToolContext } from './tool-context.js'

/** What a caller of single-user mode works with. */
export interface AccountCallerDeps {
  account: ServerAccount
  http: HttpClient
  /** Where we reach Nextcloud, and where a browser does. */
  nextcloud: { url: string; publicUrl: string }
  /** Unix milliseconds. */
  now: () => number
}

/** Whoever it is acts as the server's own account, which is proved when a tool is called: lists and greetings do not need Nextcloud. */
export function accountCaller(deps: AccountCallerDeps, request: Pick<Caller, 'requestId' | 'log' | 'onGone'>): Caller {
  return {
    ...request,
    principal: deps.account.principal(),
    context: signal => contextOf(deps, request.log, signal),
  }
}

async function contextOf(
  { account, http, nextcloud, now }: AccountCallerDeps,
  log: Caller['log'],
  signal: AbortSignal,
): Promise<ToolContext> {
  const { principal, loginName, displayName, password } = await account.login()
  const { userId } = principal
  const credential = { kind: 'basic' as const, loginName, password }
  const onRejected = () => account.rejected()
  const { url: baseUrl, publicUrl } = nextcloud
  return {
    user: { id: userId, loginName, displayName },
    nextcloud: connectNextcloud(http, { baseUrl, publicUrl, userId, credential, signal, onRejected, now }),
    access: undefined,
    log,
    signal,
  }
}
