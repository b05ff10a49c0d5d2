import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Public conformance suite and MCP Inspector need Node.js 22 or later: `CONFORMANCE_NODE` names one, when the one that runs this is older. */
export const suiteNode = process.env['CONFORMANCE_NODE'] ?? process.execPath
const suite = createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/dist/index.js')

export interface Ran {
  /** 0: the program says that all is well. 1 as well when it never ended by itself. */
  code: number
  stdout: string
  stderr: string
}

interface RunOptions {
  env?: NodeJS.ProcessEnv
  /** Is told what stdout holds so far, whenever it grows. */
  onOutput?: (stdout: string) => void
  /** Ends it before its time; {@link runNode} then rejects. */
  signal?: AbortSignal
}

const DEADLINE_MS = 180_000

/** Runs a program of Node.js to its end, killed when it finds none. */
export async function runNode(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { env = process.env, onOutput, signal } = options
  const child = spawn(suiteNode, args, { env, signal, stdio: ['ignore', 'pipe', 'pipe'], timeout: DEADLINE_MS })
  const ran: Ran = { code: 1, stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    ran.stdout += text
    onOutput?.(ran.stdout)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ran.stderr += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => resolve({ ...ran, code: code ?? 1 }))
  })
}

/** Runs one command of the public conformance suite. */
export async function runSuite(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const out = await mkdtemp(join(tmpdir(), 'conformance-'))
  try {
    return await runNode([suite, ...args, '-o', out], options)
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}
