import type { Caller } from './caller.js'
import { INTERNAL_ERROR, JsonRpcError } from './json-rpc.js'

/** Who is behind a web request: the SDKs hand the request on, and know nothing of callers. Forgotten with the request. */
export interface CallersOf {
  set(request: Request, caller: Caller): void
  /** @throws {JsonRpcError} for a request that is not known here. */
  behind(request: Request | undefined): Caller
}

export function callersOf(): CallersOf {
  const callers = new WeakMap<Request, Caller>()
  return {
    set: (request, caller) => void callers.set(request, caller),
    behind(request) {
      const caller = request && callers.get(request)
      if (caller === undefined) throw new JsonRpcError(INTERNAL_ERROR, 'Nobody is behind this request')
      return caller
    },
  }
}
