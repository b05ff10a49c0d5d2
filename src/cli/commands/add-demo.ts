import { Option } from 'commander'
import type { Io } from '../io.js'
import type { AddCommand } from '../program.js'
import { demo, DEMO_MODES, type DemoMode, type DemoOptions } from './demo.js'

const WHOSE_STORY =
  'whose story: "hybrid" (people by HTTP Basic, administrators by consent), "oauth" (assistants sign people in), or "single" (one account)'

/** `demo`: the whole story against an embedded Nextcloud; needs no configuration and reads none. */
export const addDemo: AddCommand = (parent, io) => {
  parent
    .command('demo')
    .description('show everything at work against an embedded Nextcloud')
    .helpOption('--help', 'show help')
    .option('--once', 'end after the story')
    .addOption(new Option('--mode <mode>', WHOSE_STORY).choices(DEMO_MODES).default('hybrid'))
    .action(({ once = false, mode }: { once?: boolean; mode: DemoMode }) => tell({ once, mode }, io))
}

/** A stop ends the wait, and then waits for the demo to clean up. */
function tell(options: DemoOptions, io: Io): Promise<void> {
  const told: Promise<void> = demo(options, { write: line => io.out(line), interrupted })
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
