import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { median } from './compare.js'
import { serverEnvironment } from './server-environment.js'

export interface StartFigures {
  /** From the start of the process to a good answer of `/health/ready`, milliseconds. */
  readyMs: number
  /** Resident memory two seconds later, MiB. NaN where the system does not tell. */
  idleMib: number
}

const MAIN = fileURLToPath(new URL('../src/cli/main.js', import.meta.url))
const ROUNDS = 5

/** Starts the real command with a fresh database, as an admin would, several times. */
export async function measureStart(nextcloudUrl: string): Promise<StartFigures> {
  const rounds: StartFigures[] = []
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await startOnce(nextcloudUrl))
  return { readyMs: median(rounds.map(round => round.readyMs)), idleMib: median(rounds.map(round => round.idleMib)) }
}

async function startOnce(nextcloudUrl: string): Promise<StartFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'ncmcp-bench-'))
  const port = await freePort()
  const env = {
    ...serverEnvironment(nextcloudUrl),
    TOKEN_STORAGE_DB: join(folder, 'tokens.db'),
    PATH: process.env['PATH'],
  }
  const start = performance.now()
  const child = spawn(process.execPath, [MAIN, 'run', '--port', String(port)], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    await ready(port, () => child.exitCode !== null)
    const readyMs = performance.now() - start
    await after(2000)
    return { readyMs, idleMib: await residentMib(child.pid) }
  } finally {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
    await rm(folder, { recursive: true })
  }
}

async function ready(port: number, hasEnded: () => boolean): Promise<void> {
  for (const end = performance.now() + 20_000; performance.now() < end && !hasEnded(); await after(5)) {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined)
    await response?.text()
    if (response?.status === 200) return
  }
  throw new TypeError('the server did not become ready')
}

async function residentMib(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
