import { InsufficientScope } from '../errors/call-errors.js'
import type { Caller, RequestId } from './caller.js'
import type { InFlight } from './in-flight.js'
import { INTERNAL_ERROR, JsonRpcError } from './json-rpc.js'
import { missingScopes } from './rights.js'
import type { ToolContext } from './tool-context.js'
import { toolFailure } from './tool-failure.js'

/** Something of ours that is not a tool, as it is about to run. */
export interface Errand<T> {
  /** For the log. */
  name: string
  id: RequestId
  scopes: readonly string[]
  run(context: ToolContext): Promise<T>
}

/**
 * Rights, deadline and cancellation as for tools; a failure is an error of the protocol, whose `data` is the same as a failed tool's answer.
 * @throws {JsonRpcError} and nothing else.
 */
export async function runForCaller<T>(errand: Errand<T>, caller: Caller, inFlight: InFlight): Promise<T> {
  try {
    const missing = missingScopes(errand.scopes, caller.principal)
    if (missing.length > 0) throw new InsufficientScope(missing)
    return await inFlight.run(caller, errand.id, async signal => errand.run(await caller.context(signal)))
  } catch (error) {
    if (error instanceof JsonRpcError) throw error
    const failure = toolFailure(error, errand.name, caller)
    throw new JsonRpcError(INTERNAL_ERROR, failure.message, failure)
  }
}
