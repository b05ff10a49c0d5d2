import { Writable } from 'node:stream'

import { createLogger } from '../../src/http/create-logger.js'

/** The product's own logger at its most talkative, writing into an array. */
export function pinoLines() {
  const lines: string[] = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return { lines, logger: createLogger({ level: 'trace', format: 'json' }, sink) }
}
