import type { Test } from 'tap'
import { sha256 } from '../../../src/lib/sha256.js'
import { sealContexts } from '../../../src/vault/seal-contexts.js'
import { createBrowser, type Browser, type Shown } from '../../helpers/browser.js'
import { grantLogin } from '../../helpers/grant-login.js'
import { startHybridServer, type HybridOptions } from '../../helpers/hybrid-server.js'
import { manualPorts } from '../../helpers/manual-ports.js'

export const START = '/oauth/login-flow'

/** A hybrid server whose Nextcloud has no `oidc` app, on a clock that stands still. */
export async function startLoginServer(t: Test, { env = {}, ...options }: HybridOptions = {}) {
  const ports = manualPorts()
  const server = await startHybridServer(t, {
    ...options,
    ports,
    env: { OIDC_DISCOVERY_MAX_ATTEMPTS: '1', ...env },
    before: sandbox => sandbox.failNext({ path: /openid-configuration/, status: 404, count: 10_000 }),
  })
  const { app, sandbox, url } = server

  /** Lets the poller make `rounds` rounds, each until it is over. */
  async function rounds(count = 1): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      ports.advance(2_000)
      await settled()
    }
  }
  async function settled(): Promise<void> {
    for (let wait = 0; wait < 400; wait += 1) {
      await new Promise(resolve => setTimeout(resolve, 5))
      if (!(await isBusy())) return
    }
  }
  async function isBusy(): Promise<boolean> {
    const flows = await openFlows()
    const now = Math.floor(ports.now() / 1000)
    return flows.some(flow => flow !== undefined && ['waiting', 'granted'].includes(flow.stage) && flow.nextAt <= now)
  }
  const ids = new Set<string>()
  const openFlows = () => Promise.all([...ids].map(id => app.storage!.loginFlows.find(sha256(id))))

  /** Starts in this browser, and shows the page that waits. */
  async function begin(browser: Browser, address = `${url}${START}`): Promise<Shown> {
    const page = await browser.open(address)
    const id = new URL(page.url).searchParams.get('flow')
    if (id !== null) ids.add(id)
    return page
  }
  const linkOf = (page: Shown) => /href="([^"]*\/login\/v2\/flow\/[^"]*)"/.exec(page.html)?.[1] ?? ''
  const stored = async (uid: string) => {
    const row = await app.storage!.appPasswords.find(uid)
    return (
      row && { ...row, password: app.vault.open(row.sealed.ciphertext, sealContexts['app-password'](row)).reveal() }
    )
  }
  const polls = () => sandbox.calls.filter(({ path }) => path.endsWith('/login/v2/poll')).length
  /** The person, in a browser of their own. */
  const grant = (page: Shown, uid: string) => grantLogin(createBrowser(), sandbox, linkOf(page), uid)
  return { ...server, ports, rounds, begin, linkOf, stored, polls, grant }
}
