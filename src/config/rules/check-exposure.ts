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
  const fix = `Set ${TOKEN} (make one with: openssl rand -hex 32), or, if a network keeps all others out, --insecure-open (${OPEN}=true). Or serve this machine only: ${LOCAL[opening]}.`
  return [problem(opening, `reaches beyond this machine: ${who}.`, fix)]
}

/** What serves this machine only, by what serves more. */
const LOCAL = {
  HOST: 'HOST=127.0.0.1',
  NEXTCLOUD_MCP_SERVER_URL: 'leave NEXTCLOUD_MCP_SERVER_URL out',
  MCP_ALLOWED_HOSTS: 'leave MCP_ALLOWED_HOSTS out',
  MCP_ALLOWED_ORIGINS: 'name the origins in MCP_ALLOWED_ORIGINS',
} as const

/** A public address or another name on loopback means a proxy in front; with "*" every web page in a browser of this machine gets in. */
function openedBy(env: RuleInput['env']): keyof typeof LOCAL | undefined {
  const { HOST, NEXTCLOUD_MCP_SERVER_URL: publicUrl } = env
  if (!isLoopbackHost(HOST)) return 'HOST'
  if (publicUrl !== undefined && !isLoopbackHost(new URL(publicUrl).hostname)) return 'NEXTCLOUD_MCP_SERVER_URL'
  if (!env.MCP_ALLOWED_HOSTS.every(isLoopbackHost)) return 'MCP_ALLOWED_HOSTS'
  return env.MCP_ALLOWED_ORIGINS.includes('*') ? 'MCP_ALLOWED_ORIGINS' : undefined
}
