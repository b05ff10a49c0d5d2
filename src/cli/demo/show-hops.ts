import type { Page } from './demo-browser.js'
import type { Narrator } from './narrator.js'

/** The addresses that the browser was sent through. */
export function showHops(tell: Narrator, { hops }: Page): void {
  for (const hop of hops) tell.show(`-> ${hop}`)
}
