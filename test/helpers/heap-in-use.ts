import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** Bytes, without what is only waiting to be collected. */
export function heapInUse(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}
