import { note, warning, type Finding } from '../finding.js'
import type { RuleInput } from './rule.js'

/** What works, but is probably not meant, or should be known: placeholders, an unset public address, where tokens are kept. */
export function advise(input: RuleInput): Finding[] {
  return [
    ...deprecation(input),
    ...placeholders(input),
    ...publicUrl(input),
    ...storage(input),
    ...cookies(input),
    ...openDoors(input),
  ]
}

function deprecation({ detected }: RuleInput): Finding[] {
  if (detected.mode !== 'single_user_basic') return []
  const message =
    'and NEXTCLOUD_PASSWORD mean single-user Basic mode, which is deprecated and may be removed: everybody acts as this one account, and Nextcloud cannot tell people apart. Prefer OAuth mode (leave both out), or hybrid mode.'
  return [warning('NEXTCLOUD_USERNAME', message)]
}

function placeholders({ env }: RuleInput): Finding[] {
  const { NEXTCLOUD_OIDC_CLIENT_ID: id, NEXTCLOUD_OIDC_CLIENT_SECRET: secret } = env
  const isPlaceholder = (text: string | undefined) => text !== undefined && /^<.*>$/.test(text)
  const found: Finding[] = []
  const message =
    'looks like the placeholder of an example. Write the real one, or remove both to register automatically.'
  if (isPlaceholder(id)) found.push(warning('NEXTCLOUD_OIDC_CLIENT_ID', message))
  if (isPlaceholder(secret?.reveal())) found.push(warning('NEXTCLOUD_OIDC_CLIENT_SECRET', message))
  return found
}

function publicUrl({ written, detected }: RuleInput): Finding[] {
  const usesOAuth = detected.mode === 'hybrid' || detected.mode === 'oauth'
  if (!usesOAuth || written.has('NEXTCLOUD_MCP_SERVER_URL')) return []
  const message = 'is not set: authorising works only for browsers on this machine. Write the public address.'
  return [warning('NEXTCLOUD_MCP_SERVER_URL', message)]
}

function storage({ env, detected }: RuleInput): Finding[] {
  const isStored = detected.mode === 'hybrid' || (detected.mode === 'oauth' && env.ENABLE_OFFLINE_ACCESS)
  if (!isStored || env.TOKEN_STORAGE_DB !== undefined) return []
  return [note('TOKEN_STORAGE_DB', 'is not set: tokens are stored in ./data/tokens.db, under the working directory.')]
}

function cookies({ env }: RuleInput): Finding[] {
  const isHttps = env.NEXTCLOUD_MCP_SERVER_URL?.startsWith('https:') ?? false
  if (env.COOKIE_SECURE !== 'false' || !isHttps) return []
  return [warning('COOKIE_SECURE', 'is false although the public address is https: cookies may travel unencrypted.')]
}

function openDoors({ env }: RuleInput): Finding[] {
  const open = (name: 'MCP_ALLOWED_HOSTS' | 'MCP_ALLOWED_ORIGINS') =>
    env[name].includes('*')
      ? [warning(name, 'allows everything: web pages can reach this server by DNS rebinding.')]
      : []
  return [...open('MCP_ALLOWED_HOSTS'), ...open('MCP_ALLOWED_ORIGINS')]
}
