import { spawn } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serveFixture } from './serve.js'

/**
 * Runs the public conformance suite against this server, each frozen set of requirements once. Exits non-zero when a scored scenario fails.
 * The suite needs Node.js 22 or later: `CONFORMANCE_NODE` names one, when the one that runs this is older.
 */
const node = process.env['CONFORMANCE_NODE'] ?? process.execPath
const suite = createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/dist/index.js')
const REVISIONS = ['2025-11-25', '2026-07-28'] as const

const { url, close } = await serveFixture()
let failed = false
for (const revision of REVISIONS) failed = (await run(revision)) !== 0 || failed
await close()
process.exitCode = failed ? 1 : 0

async function run(revision: string): Promise<number> {
  const out = await mkdtemp(join(tmpdir(), 'conformance-'))
  const args = [suite, 'server', '--url', url, '--requirements', revision, '-o', out]
  const child = spawn(node, args, { stdio: 'inherit' })
  return new Promise(resolve => child.once('exit', code => resolve(code ?? 1)))
}
