import type { Test } from 'tap'
import type { Sandbox } from '../../../src/sandbox/sandbox.js'
import { createTicket } from '../../../src/auth/provisioning/create-ticket.js'
import { createStartLimiter } from '../../../src/auth/provisioning/start-limiter.js'
import type { ProvisioningRequest } from '../../../src/auth/provisioning/provisioning-deps.js'
import type { LoginFlowDeps } from '../../../src/auth/login-flow/login-flow-deps.js'
import { startLogin } from '../../../src/auth/login-flow/start-login.js'
import { stepLogin } from '../../../src/auth/login-flow/step-login.js'
import { Secret } from '../../../src/lib/secret.js'
import { sha256 } from '../../../src/lib/sha256.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { createBrowser } from '../../helpers/browser.js'
import { grantLogin } from '../../helpers/grant-login.js'
import { manualPorts } from '../../helpers/manual-ports.js'
import { openTestStorage } from '../../helpers/open-test-storage.js'
import { recordAudit } from '../../helpers/record-audit.js'
import { recordLog } from '../../helpers/record-log.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { testConfig } from '../../helpers/test-config.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

const FROM = { ip: '192.0.2.1', requestId: 'r-1' }

/** The engine of the login flow, with a Nextcloud on the same clock. */
export async function loginWorld(t: Test) {
  const ports = manualPorts()
  const sandbox = await startTestSandbox(t, { now: ports.now })
  const { storage, vault, path } = await openTestStorage(t, { now: ports.now })
  const config = testConfig({ NEXTCLOUD_HOST: sandbox.url, NEXTCLOUD_MCP_SERVER_URL: 'https://mcp.example.com' })
  const audit = recordAudit()
  const log = recordLog()
  const provisioned: string[] = []
  const deps: LoginFlowDeps = {
    config,
    storage,
    vault,
    http: testHttpClient(t).http,
    audit,
    ports,
    log,
    broker: { provisioned: userId => void provisioned.push(userId) },
    limiter: createStartLimiter(ports.now),
  }
  const seconds = () => Math.floor(ports.now() / 1000)

  /** A started login, and the browser's request that asks how it stands. */
  async function start(query: ProvisioningRequest['query'] = {}) {
    const started = await startLogin(deps, { query, cookies: {}, ...FROM })
    if (!started.ok) throw new RangeError(`not started: ${started.failure}`)
    const cookies = Object.fromEntries(started.cookies.map(({ name, value }) => [name, value]))
    const request: ProvisioningRequest = { query: { flow: started.flowId }, cookies, ...FROM }
    const row = () => storage.loginFlows.find(sha256(started.flowId))
    return { ...started, request, row, cookies }
  }

  /** Two seconds later: every login that is due takes one step. */
  async function step(over: LoginFlowDeps = deps, owner = 'this process') {
    ports.advance(2_000)
    const due = await storage.loginFlows.claimDue(owner, seconds(), seconds() + 60, 20)
    for (const flow of due) await stepLogin(over, owner, flow)
    return due.length
  }

  const ticketFor = async (userId: string) => {
    const { url } = await createTicket({ storage, ports, publicUrl: config.server.publicUrl }, userId)
    return new URL(url).searchParams.get('ticket') ?? ''
  }
  const stored = async (userId: string) => {
    const row = await storage.appPasswords.find(userId)
    return row && { ...row, password: vault.open(row.sealed.ciphertext, sealContexts['app-password'](row)).reveal() }
  }
  const grant = (loginUrl: string, uid: string) => grantLogin(createBrowser(), sandbox, loginUrl, uid)
  return {
    ports,
    sandbox,
    storage,
    vault,
    path,
    config,
    audit,
    log,
    provisioned,
    deps,
    seconds,
    start,
    step,
    ticketFor,
    stored,
    grant,
  }
}

/** Does Nextcloud take it? */
export async function works(sandbox: Sandbox, deps: LoginFlowDeps, loginName: string, password: string) {
  const credential = { kind: 'basic' as const, loginName, password: new Secret(password) }
  const url = `${sandbox.url}/ocs/v2.php/cloud/user?format=json`
  return (await deps.http.send({ method: 'GET', url, credential })).status === 200
}

export const polls = ({ calls }: Sandbox) => calls.filter(({ path }) => path.endsWith('/login/v2/poll')).length
export const deletions = ({ calls }: Sandbox) => calls.filter(({ method }) => method === 'DELETE').length
