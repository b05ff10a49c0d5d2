import type { Asked } from './call-tool.js'
import type { ClientFeature, Conversation, Exchange } from './conversation.js'
import { JsonRpcError, MISSING_CLIENT_CAPABILITY } from './json-rpc.js'
import { featuresFor, type Questions } from './questions.js'
import type { RequestStates } from './request-state.js'

/** What conversations of several rounds need. */
export interface Rounds {
  states: RequestStates
}

/** One round of a conversation: what the handler may use, and how its questions leave. */
export interface Round {
  conversation: Conversation
  put(questions: Questions): Asked
}

/**
 * @param needs - what the client must be able to do. @param boundTo - whose the state is and what for; asked only when there is one.
 * @throws {JsonRpcError} for a client that cannot do what is needed, and for a state that is not ours.
 */
export function converse(
  { states }: Rounds,
  exchange: Exchange,
  { needs }: { needs: readonly ClientFeature[] },
  boundTo: () => readonly string[],
): Round {
  demand(needs, exchange)
  const state = exchange.state === undefined ? undefined : states.open(exchange.state, boundTo())
  return {
    conversation: { ...exchange, state },
    put(questions) {
      demand(featuresFor(questions), exchange)
      return {
        asks: questions.requests,
        state: questions.state === undefined ? undefined : states.seal(questions.state, boundTo()),
      }
    },
  }
}

function demand(features: readonly ClientFeature[], { can }: Pick<Exchange, 'can'>): void {
  const missing = features.filter(feature => !can.has(feature))
  if (missing.length === 0) return
  throw new JsonRpcError(MISSING_CLIENT_CAPABILITY, `This client cannot be asked: it lacks ${missing.join(', ')}.`, {
    requiredCapabilities: Object.fromEntries(missing.map(feature => [feature, {}])),
  })
}
