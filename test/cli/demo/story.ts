import { createNarrator, type Narrator } from '../../../src/cli/demo/narrator.js'

/** A narrator, and everything that it told so far. */
export function story(): { tell: Narrator; told: () => string } {
  const lines: string[] = []
  return { tell: createNarrator(line => lines.push(line)), told: () => lines.join('\n') }
}
