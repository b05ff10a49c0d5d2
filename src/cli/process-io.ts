import { readFileSync } from 'node:fs'
import closeWithGrace from 'close-with-grace'
import type { Io } from './io.js'

const GRACE_MS = 10_000

/** The real process. */
export const processIo: Io = {
  env: process.env,
  out: line => console.log(line),
  err: line => console.error(line),
  exitWith: code => {
    process.exitCode = code
  },
  onStop: stop => {
    const logger = { error: (message: unknown) => console.error(describe(message)) }
    closeWithGrace({ delay: GRACE_MS, logger }, async ({ err }) => {
      if (err) console.error(`Stopping after an unexpected error: ${err.message}`)
      await stop()
    })
  },
  // Getters, because looking at stdin opens it.
  pipes: {
    get input() {
      return process.stdin
    },
    get output() {
      return process.stdout
    },
  },
  readFile: path => readFileSync(path, 'utf8'),
}

function describe(message: unknown): string {
  return message instanceof Error ? message.message : String(message)
}
