import { z } from 'zod'
import { parseTraceparent } from '../lib/traceparent.js'
import type { Tracing } from '../lib/tracing.js'
import type { ProtocolAdapter } from './protocol-adapter.js'

const Traced = z.object({ params: z.object({ _meta: z.object({ traceparent: z.string() }) }) })

/**
 * The same adapter; messages that name their client's trace in `_meta` (SEP-414) continue that one. It is nearer to the call than a header, which the
 * HTTP library of the client may have written.
 */
export function continuingAdapter<A extends ProtocolAdapter>(adapter: A, tracing: Tracing): A {
  return {
    ...adapter,
    answer(request, caller) {
      const parent = parseTraceparent(Traced.safeParse(request.message).data?.params._meta.traceparent)
      const answer = () => adapter.answer(request, caller)
      return parent === undefined ? answer() : tracing.continuing(parent, answer)
    },
  }
}
