import { problem, warning, type Finding } from '../finding.js'
import type { RuleInput } from './rule.js'

/** What the address bar shows behind the place where Nextcloud begins. */
const INSIDE_NEXTCLOUD =
  /\/(?:(?:index|remote|status|public)\.php|apps\/(?:dashboard|files)|ocs\/v[12]\.php|login)(?:\/|$)/

/** Addresses that were copied from somewhere else: a page of Nextcloud, and the one that MCP clients use. */
export function checkAddresses({ env }: RuleInput): Finding[] {
  return [...nextcloud(env.NEXTCLOUD_HOST), ...ourselves(env.NEXTCLOUD_MCP_SERVER_URL)]
}

function nextcloud(address: string | undefined): Finding[] {
  if (address === undefined || !INSIDE_NEXTCLOUD.test(new URL(address).pathname)) return []
  const fix =
    'Write where Nextcloud begins, for example https://cloud.example.com, and nothing behind it but its sub-path if it has one.'
  return [problem('NEXTCLOUD_HOST', 'is the address of a page inside Nextcloud.', fix)]
}

function ourselves(address: string | undefined): Finding[] {
  if (address === undefined || !new URL(address).pathname.endsWith('/mcp')) return []
  const message =
    'ends with /mcp, which is added to it: clients would have to use …/mcp/mcp. Take /mcp off, unless a proxy serves all of this server below that path.'
  return [warning('NEXTCLOUD_MCP_SERVER_URL', message)]
}
