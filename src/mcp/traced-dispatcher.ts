import { z } from 'zod'
import { failureCode, inSpan } from '../lib/in-span.js'
import type { SpanFacts, Tracing } from '../lib/tracing.js'
import type { ToolOutcome } from './call-tool.js'
import type { Dispatcher } from './dispatcher.js'
import { JsonRpcError } from './json-rpc.js'

/**
 * The same dispatcher, each call of a tool a span. A name that is none of our tools is for the caller to choose, so it is not in it; neither are ids, arguments
 * and results.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/gen-ai/mcp/
 */
export function tracedDispatcher(dispatcher: Dispatcher, tracing: Tracing): Dispatcher {
  return {
    ...dispatcher,
    callTool(caller, id, name, rawArguments, exchange) {
      const call = async () => dispatcher.callTool(caller, id, name, rawArguments, exchange)
      return inSpan(
        tracing,
        factsOf(dispatcher.find(name)?.name),
        async span => {
          const outcome = await call()
          const code = codeIn(outcome)
          if (code !== undefined) span.fail(code)
          return outcome
        },
        error => (error instanceof JsonRpcError ? String(error.code) : failureCode(error)),
      )
    },
  }
}

function factsOf(tool: string | undefined): SpanFacts {
  return {
    name: tool === undefined ? 'tools/call' : `tools/call ${tool}`,
    kind: 'internal',
    attributes: {
      'mcp.method.name': 'tools/call',
      'gen_ai.operation.name': 'execute_tool',
      ...(tool !== undefined && { 'gen_ai.tool.name': tool }),
    },
  }
}

const Failure = z.object({ code: z.string() })

/** The code of a tool that failed; undefined: it did not. */
function codeIn(outcome: ToolOutcome): string | undefined {
  if ('asks' in outcome || !outcome.isError) return undefined
  return Failure.parse(JSON.parse(outcome.json)).code
}
