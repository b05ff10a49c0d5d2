import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { examineAuthorizationServer } from './examine-authorization-server.js'
import { runSuite, type Ran } from './run-suite.js'
import { serveFixture } from './serve.js'
import { judge, requiredOfServers } from './verdict.js'

/**
 * Runs the public conformance suite against this server: each frozen set of requirements once, then what the suite has for authorization servers. No
 * failure is expected, so there is no list of expected ones. Exits non-zero when a required scenario fails or does not run; prints what the suite
 * printed only then, and the figures always.
 */
const REVISIONS = ['2025-11-25', '2026-07-28'] as const
const OF_AUTHORIZATION_SERVERS = ['authorization-server-metadata-endpoint', 'authorization-code-grant']

const { url, close } = await serveFixture()
const lines: string[] = []
for (const revision of REVISIONS) {
  const ran = await runSuite(['server', '--url', url, '--requirements', revision])
  conclude(revision, requiredOfServers(await requirementsOf(revision)), ran)
}
await close()
conclude('authorization server', OF_AUTHORIZATION_SERVERS, await examineAuthorizationServer())
process.stdout.write(`${lines.join('\n')}\n`)

function conclude(title: string, required: readonly string[], ran: Ran): void {
  const { green, line, missing } = judge(title, required, ran)
  lines.push(line)
  if (green) return
  process.exitCode = 1
  process.stdout.write(`${ran.stdout}${ran.stderr}\nNot passed: ${missing.join(', ') || 'the suite itself'}\n`)
}

async function requirementsOf(revision: string): Promise<string> {
  const { resolve } = createRequire(import.meta.url)
  return readFile(resolve(`@modelcontextprotocol/conformance/requirements/${revision}.yaml`), 'utf8')
}
