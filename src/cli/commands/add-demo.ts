import type { Io } from '../io.js'
import type { AddCommand } from '../program.js'
import { demo } from './demo.js'

/** `demo`: the whole story against an embedded Nextcloud; needs no configuration and reads none. */
export const addDemo: AddCommand = (parent, io) => {
  parent
    .command('demo')
    .description('show everything at work against an embedded Nextcloud')
    .helpOption('--help', 'show help')
    .option('--once', 'end after the story')
    .action((options: { once?: boolean }) => tell(options.once ?? false, io))
}

/** A stop ends the wait, and then waits for the demo to clean up. */
function tell(once: boolean, io: Io): Promise<void> {
  const told: Promise<void> = demo({ once }, { write: line => io.out(line), interrupted })
  return told

  function interrupted(): Promise<void> {
    return new Promise(resolve => {
      io.onStop(() => {
        resolve()
        return told
      })
    })
  }
}
