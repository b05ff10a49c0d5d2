import { InsufficientScope, InvalidArguments } from '../errors/call-errors.js'
import type { Caller, RequestId } from './caller.js'
import type { PreparedCall, Tool } from './define-tool.js'
import type { InFlight } from './in-flight.js'
import { describeProblems, parameterProblems } from './parameter-problems.js'
import { missingScopes } from './rights.js'
import { toolFailure } from './tool-failure.js'

/** How a call of a tool ended, in no protocol's words. */
export interface ToolOutcome {
  isError: boolean
  /** JSON text of an object: the tool's output, or a {@link ToolFailure}. Text, so that it is written once however often it is sent. */
  json: string
}

/** Rights, arguments, the work itself under a deadline, and the output cut to its schema. Never rejects. */
export async function callTool(
  tool: Tool,
  rawArguments: unknown,
  caller: Caller,
  id: RequestId,
  inFlight: InFlight,
): Promise<ToolOutcome> {
  try {
    const call = prepare(tool, rawArguments, caller)
    const output = await inFlight.run(caller, id, signal => call.run(caller.context(signal)))
    return { isError: false, json: JSON.stringify(tool.output.parse(output)) }
  } catch (error) {
    return { isError: true, json: JSON.stringify(toolFailure(error, tool.name, caller)) }
  }
}

function prepare(tool: Tool, rawArguments: unknown, caller: Caller): Extract<PreparedCall, { ok: true }> {
  const missing = missingScopes(tool.scopes, caller.principal)
  if (missing.length > 0) throw new InsufficientScope(missing)
  const call = tool.prepare(rawArguments)
  if (!call.ok)
    throw new InvalidArguments(`The parameters do not fit. ${describeProblems(parameterProblems(call.issues))}`)
  return call
}
