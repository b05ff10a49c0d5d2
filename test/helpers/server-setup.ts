import { createHash } from 'node:crypto'
import type { Test } from 'tap'
import { newTokens } from '../../src/auth/server/tokens/issue-tokens.js'
import type { McpClient } from '../../src/auth/server/clients/mcp-client.js'
import type { ServerDeps } from '../../src/auth/server/server-deps.js'
import { silentLog } from '../../src/lib/log.js'
import { sha256 } from '../../src/lib/sha256.js'
import { Secret } from '../../src/lib/secret.js'
import { sealContexts } from '../../src/vault/seal-contexts.js'
import { codeOf } from '../storage/authorization-server-fixtures.js'
import { manualPorts } from './manual-ports.js'
import { openTestStorage } from './open-test-storage.js'
import { recordAudit } from './record-audit.js'
import { testConfig } from './test-config.js'

export const VERIFIER = 'v'.repeat(43)
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url')
export const REDIRECT = 'https://claude.ai/api/mcp/auth_callback'
export const URL_OF_US = 'https://mcp.example'

/** The authorization server without HTTP: real storage, a clock of the test. */
export async function serverSetup(t: Test, env: Record<string, string> = {}) {
  const ports = manualPorts()
  const { storage, vault } = await openTestStorage(t, { now: ports.now })
  const audit = recordAudit()
  const documents = new Map<string, McpClient>()
  const config = testConfig({
    NEXTCLOUD_MCP_SERVER_URL: URL_OF_US,
    NEXTCLOUD_HOST: 'https://nc.example',
    MCP_OAUTH: 'true',
    ...env,
  })
  const deps: ServerDeps = {
    config,
    storage,
    ports,
    audit,
    log: silentLog,
    documents: { clientAt: async id => documents.get(id) },
  }
  const now = () => Math.floor(ports.now() / 1000)

  /** What the sign-in leaves. */
  async function giveAccess(userId = 'alice'): Promise<void> {
    const owner = { issuer: 'https://nc.example', userId, clientId: 'us' }
    const sealed = vault.seal(new Secret('rt'), sealContexts['refresh-token'](owner))
    const rest = { scopes: null, tokenAudience: 'nextcloud', flowType: 'sign_in', correlationId: null }
    await storage.grants.save({ ...owner, sealed, ...rest, refreshExpiresAt: null, accessExpiresAt: null }, now())
  }

  /** A code as the consent gives one. @returns the code itself. */
  async function giveCode(changes: Parameters<typeof codeOf>[0] & { code?: string } = {}): Promise<string> {
    const { code = `ncmcp_ac_${Math.random()}`, ...rest } = changes
    const times = { createdAt: now(), expiresAt: now() + 60 }
    const row = codeOf({
      redirectUri: REDIRECT,
      codeChallenge: CHALLENGE,
      resource: `${URL_OF_US}/mcp`,
      ...times,
      ...rest,
    })
    await storage.authorizationServer.codes.add({ ...row, codeHash: sha256(code) })
    return code
  }

  /** A pair of tokens, as if a code had been redeemed. */
  async function giveTokens(changes: Parameters<typeof codeOf>[0] = {}) {
    const subject = codeOf({ resource: `${URL_OF_US}/mcp`, ...changes })
    const code = await giveCode(changes)
    const { rows, answer } = newTokens(deps, subject, subject.scopes)
    await storage.authorizationServer.tokens.redeem(sha256(code), rows, now())
    return answer
  }

  return {
    deps,
    storage,
    server: storage.authorizationServer,
    ports,
    audit,
    documents,
    now,
    giveAccess,
    giveCode,
    giveTokens,
  }
}

export const publicClient = (changes: Partial<McpClient> = {}): McpClient => ({
  id: 'client-1',
  name: 'Claude',
  source: 'registered',
  authMethod: 'none',
  secretHash: null,
  redirectUris: [REDIRECT],
  ...changes,
})
