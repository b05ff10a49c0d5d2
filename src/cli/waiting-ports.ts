import { setTimeout as wait } from 'node:timers/promises'
import { systemPorts, type Ports } from '../lib/ports.js'

/** For commands that end by themselves: a pause keeps the process alive, where the server's would let it end half-way. */
export const waitingPorts: Ports = {
  ...systemPorts,
  sleep: async (ms, signal) => {
    await wait(ms, undefined, { signal })
  },
}
