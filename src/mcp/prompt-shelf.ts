import type { Caller, RequestId } from './caller.js'
import type { Asked } from './call-tool.js'
import { SILENT, type Exchange } from './conversation.js'
import type { Prompt } from './define-prompt.js'
import type { PreparedCall } from './define-tool.js'
import type { InFlight } from './in-flight.js'
import { INVALID_PARAMS, JsonRpcError } from './json-rpc.js'
import { createPages, type ListPage } from './pages.js'
import { describeProblems, parameterProblems } from './parameter-problems.js'
import { boundTo } from './bound-to.js'
import { isQuestions } from './questions.js'
import { converse, type Rounds } from './rounds.js'
import { runForCaller } from './run-for-caller.js'

/** Every prompt. */
export interface PromptShelf {
  /** Pages of `{"prompts":[…]}`. */
  list: ListPage
  has(name: string): boolean
  /** JSON of GetPromptResult, or what has to be asked first. @throws {JsonRpcError} */
  get(caller: Caller, wanted: WantedPrompt): Promise<{ json: string } | Asked>
}

export interface WantedPrompt {
  id: RequestId
  name: string
  rawArguments: unknown
  exchange?: Exchange
}

export function createPromptShelf(prompts: readonly Prompt[], inFlight: InFlight, rounds: Rounds): PromptShelf {
  const byName = new Map(prompts.map(prompt => [prompt.name, prompt]))
  return {
    list: createPages('prompts', prompts.map(entryOf)),
    has: name => byName.has(name),
    async get(caller, { id, name, rawArguments, exchange = SILENT }) {
      const prompt = byName.get(name)
      if (prompt === undefined) throw new JsonRpcError(INVALID_PARAMS, `Unknown prompt: ${name.slice(0, 128)}`)
      const call = prepare(prompt, rawArguments)
      const round = converse(rounds, exchange, NEEDS_NOTHING, boundTo('prompts/get', name, call, caller))
      const run = (context: Parameters<typeof call.run>[0]) => call.run(context, round.conversation)
      const output = await runForCaller({ name, id, scopes: prompt.scopes, run }, caller, inFlight)
      if (isQuestions(output)) return round.put(output)
      return { json: JSON.stringify({ description: prompt.description, messages: output }) }
    },
  }
}

const NEEDS_NOTHING = { needs: [] }

function prepare(prompt: Prompt, rawArguments: unknown): Extract<PreparedCall, { ok: true }> {
  const call = prompt.prepare(rawArguments)
  if (call.ok) return call
  const problems = describeProblems(parameterProblems(call.issues))
  throw new JsonRpcError(INVALID_PARAMS, `The arguments do not fit. ${problems}`)
}

function entryOf({ name, title, description, arguments: args, scopes }: Prompt) {
  return { key: name, scopes, json: JSON.stringify({ name, title, description, arguments: args }) }
}
