import { InsufficientScope, InvalidArguments } from '../errors/call-errors.js'
import { boundTo } from './bound-to.js'
import type { Caller, RequestId } from './caller.js'
import { SILENT, type Exchange } from './conversation.js'
import type { PreparedCall, Tool } from './define-tool.js'
import type { InFlight } from './in-flight.js'
import { INTERNAL_ERROR, JsonRpcError } from './json-rpc.js'
import { describeProblems, parameterProblems } from './parameter-problems.js'
import { isQuestions, type Question } from './questions.js'
import { missingScopes } from './rights.js'
import { converse, type Rounds } from './rounds.js'
import { toolFailure } from './tool-failure.js'

/** How a call of a tool ended, in no protocol's words. */
export interface ToolAnswer {
  isError: boolean
  /** `json` is an array of blocks; else it is an object of the tool's output schema, or a {@link ToolFailure}. */
  form?: 'content'
  /** Text, so that it is written once however often it is sent. */
  json: string
}

/** The client has to be asked first. */
export interface Asked {
  asks: Readonly<Record<string, Question>>
  /** To be given back with the answers. */
  state: string | undefined
}

export type ToolOutcome = ToolAnswer | Asked

/**
 * For where nobody can be asked.
 * @throws {JsonRpcError} when something must be asked first. Whoever cannot be asked is refused before, so this is for certainty.
 */
export function answered<Answer extends object>(outcome: Answer | Asked): Answer {
  if ('asks' in outcome) throw new JsonRpcError(INTERNAL_ERROR, 'This client cannot be asked')
  return outcome
}

/** One call, as a protocol hands it over. */
export interface ToolCall {
  id: RequestId
  rawArguments: unknown
  exchange?: Exchange
}

/**
 * Rights, arguments, the work itself under a deadline, and the output cut to its schema.
 * @throws {JsonRpcError} only for what is wrong with the conversation: a state that is not ours, a client that lacks what the tool needs.
 */
export async function callTool(
  tool: Tool,
  call: ToolCall,
  caller: Caller,
  inFlight: InFlight,
  rounds: Rounds,
): Promise<ToolOutcome> {
  const { id, rawArguments, exchange = SILENT } = call
  try {
    const prepared = prepare(tool, rawArguments, caller)
    const round = converse(rounds, exchange, tool, boundTo('tools/call', tool.name, prepared, caller))
    const output = await inFlight.run(caller, id, async signal =>
      prepared.run(await caller.context(signal), round.conversation),
    )
    return isQuestions(output) ? round.put(output) : answerOf(tool, output)
  } catch (error) {
    if (error instanceof JsonRpcError) throw error
    return { isError: true, json: JSON.stringify(toolFailure(error, tool.name, caller)) }
  }
}

function answerOf(tool: Tool, output: unknown): ToolAnswer {
  if (tool.output === undefined) return { isError: false, form: 'content', json: JSON.stringify(output) }
  return { isError: false, json: JSON.stringify(tool.output.parse(output)) }
}

function prepare(tool: Tool, rawArguments: unknown, caller: Caller): Extract<PreparedCall, { ok: true }> {
  const missing = missingScopes(tool.scopes, caller.principal)
  if (missing.length > 0) throw new InsufficientScope(missing)
  const call = tool.prepare(rawArguments)
  if (!call.ok)
    throw new InvalidArguments(`The parameters do not fit. ${describeProblems(parameterProblems(call.issues))}`)
  return call
}
