import type { Caller, RequestId } from './caller.js'
import type { Completions } from './define-resource.js'
import type { InFlight } from './in-flight.js'
import { INVALID_PARAMS, JsonRpcError } from './json-rpc.js'
import type { Offer } from './offer.js'
import { runForCaller } from './run-for-caller.js'
import type { ToolContext } from './tool-context.js'

/** What is being typed: into an argument of a prompt, or into a variable of a template. */
export interface Typing {
  of: { prompt: string } | { uriTemplate: string }
  argument: string
  typed: string
}

/** JSON of CompleteResult; no suggestions where none are kept. @throws {JsonRpcError} for a prompt or template that is not there. */
export type Completer = (caller: Caller, id: RequestId, typing: Typing) => Promise<string>

/** MCP allows a hundred. */
const MOST = 100

export function createCompleter(
  { prompts = [], resourceTemplates = [] }: Pick<Offer, 'prompts' | 'resourceTemplates'>,
  inFlight: InFlight,
): Completer {
  const target = ({ of }: Typing): { scopes: readonly string[]; complete: Completions } | undefined =>
    'prompt' in of
      ? prompts.find(({ name }) => name === of.prompt)
      : resourceTemplates.find(({ uriTemplate }) => uriTemplate === of.uriTemplate)
  return async (caller, id, typing) => {
    const found = target(typing)
    if (found === undefined) throw new JsonRpcError(INVALID_PARAMS, 'There is nothing of this name to complete')
    const suggest = Object.hasOwn(found.complete, typing.argument) ? found.complete[typing.argument] : undefined
    const run = async (context: ToolContext) => (await suggest?.(typing.typed, context)) ?? []
    const all = await runForCaller({ name: 'completion', id, scopes: found.scopes, run }, caller, inFlight)
    return resultOf(all)
  }
}

function resultOf(all: readonly string[]): string {
  return JSON.stringify({ completion: { values: all.slice(0, MOST), total: all.length, hasMore: all.length > MOST } })
}
