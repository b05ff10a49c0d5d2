import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { PassThrough } from 'node:stream'
import type { ExitCode, Io } from '../../src/cli/io.js'
import { runCli } from '../../src/cli/run-cli.js'

export interface FakeIo extends Io {
  /** What was printed so far. */
  stdout(): string
  stderr(): string
  exitCode(): ExitCode
  /** Asks to end, as a signal does. */
  stop(): Promise<void>
}

/** A process that remembers. */
export function fakeIo(env: Io['env'] = {}): FakeIo {
  const out: string[] = []
  const err: string[] = []
  let code: ExitCode = 0
  let onStop: () => Promise<void> = async () => {}
  return {
    env,
    out: line => void out.push(line),
    err: line => void err.push(line),
    exitWith: wanted => {
      code = wanted
    },
    onStop: stop => {
      onStop = stop
    },
    pipes: { input: new PassThrough(), output: new PassThrough() },
    readFile: path => readFileSync(path, 'utf8'),
    stdout: () => out.join('\n'),
    stderr: () => err.join('\n'),
    exitCode: () => code,
    stop: () => onStop(),
  }
}

/** Runs one command line in this process. */
export async function cli(args: string, env: Io['env'] = {}): Promise<FakeIo> {
  const io = fakeIo(env)
  await runCli(args.split(' ').filter(Boolean), io)
  return io
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
