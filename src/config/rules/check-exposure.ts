import { problem, warning, type Finding } from '../finding.js'
import { isLoopbackHost } from '../is-loopback-host.js'
import type { RuleInput } from './rule.js'

const TOKEN = 'MCP_STATIC_TOKEN'
const OPEN = 'MCP_INSECURE_OPEN'

/** BA-13: in single-user mode whoever reaches `/mcp` acts as the server's account, so others than this machine must be let in on purpose. */
export function checkExposure({ env, written, detected }: RuleInput): Finding[] {
  if (detected.mode !== 'single_user_basic' || env.MCP_TRANSPORT === 'stdio') return []
  const hasToken = written.has(TOKEN) || written.has(`${TOKEN}_FILE`)
  if (hasToken) return env.MCP_INSECURE_OPEN ? [warning(OPEN, `has no effect, because ${TOKEN} is set.`)] : []
  const opening = openedBy(env)
  if (opening === undefined) return []
  const who = `everybody who reaches this server would act as the account of NEXTCLOUD_USERNAME`
  if (env.MCP_INSECURE_OPEN) return [warning(OPEN, `is on: ${who.replace('would act', 'acts')}, without any proof.`)]
  const fix = `Set ${TOKEN} (make one with: openssl rand -hex 32), or, if a network keeps all others out, --insecure-open (${OPEN}=true). Or serve this machine only: HOST=127.0.0.1.`
  return [problem(opening, `reaches beyond this machine: ${who}.`, fix)]
}

/** A public address on loopback means a proxy in front. */
function openedBy({ HOST, NEXTCLOUD_MCP_SERVER_URL: publicUrl }: RuleInput['env']): string | undefined {
  if (!isLoopbackHost(HOST)) return 'HOST'
  if (publicUrl !== undefined && !isLoopbackHost(new URL(publicUrl).hostname)) return 'NEXTCLOUD_MCP_SERVER_URL'
  return undefined
}
