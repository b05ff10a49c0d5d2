import type { World } from '../world.js'

/** A login that a program started and a person grants in a browser (login flow v2). */
export interface Flow {
  /** In the link that the person opens. */
  loginToken: string
  /** In the page that grants. */
  stateToken: string
  /** Who asks, as the page shows it: the User-Agent of the start. */
  client: string
  /** Unix milliseconds. */
  endsAt: number
  granted?: { loginName: string; appPassword: string }
}

export interface FlowStore {
  /** @returns the token to poll with. */
  start(client: string): { pollToken: string; flow: Flow }
  byLoginToken(token: string): Flow | undefined
  byStateToken(token: string): Flow | undefined
  /** The credentials, once; undefined while nobody granted, and ever after. */
  take(pollToken: string): Flow['granted']
}

const LIFETIME_MS = 20 * 60 * 1000

export function createFlowStore(world: Pick<World, 'now' | 'randomId'>): FlowStore {
  const flows = new Map<string, Flow>()
  const alive = () => [...flows.values()].filter(flow => flow.endsAt > world.now())
  return {
    start: client => {
      const flow: Flow = {
        loginToken: world.randomId(128),
        stateToken: world.randomId(64),
        client,
        endsAt: world.now() + LIFETIME_MS,
      }
      const pollToken = world.randomId(128)
      flows.set(pollToken, flow)
      return { pollToken, flow }
    },
    byLoginToken: token => alive().find(flow => flow.loginToken === token),
    byStateToken: token => alive().find(flow => flow.stateToken === token),
    take: pollToken => {
      const flow = flows.get(pollToken)
      if (!flow?.granted || flow.endsAt <= world.now()) return undefined
      flows.delete(pollToken)
      return flow.granted
    },
  }
}
