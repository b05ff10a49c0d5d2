import type { Sandbox } from '../../src/sandbox/sandbox.js'
import type { Browser, Shown } from './browser.js'

/** Opens Nextcloud's page of a login flow, signs in where it asks, and grants. */
export async function grantLogin(browser: Browser, sandbox: Sandbox, loginUrl: string, uid: string): Promise<Shown> {
  const grant = await openGrantPage(browser, sandbox, loginUrl, uid)
  return browser.submit(grant, '/login/v2/grant')
}

/** The same up to the button. */
export async function openGrantPage(browser: Browser, sandbox: Sandbox, loginUrl: string, uid: string): Promise<Shown> {
  const user = sandbox.users.find(one => one.uid === uid)!
  const connect = await browser.open(loginUrl)
  const link = /href="([^"]*\/login\/v2\/grant[^"]*)"/.exec(connect.html)?.[1] ?? ''
  const page = await browser.open(new URL(link, sandbox.url).href)
  if (!page.html.includes('type="password"')) return page
  return browser.submit(page, '/login', { user: user.loginName, password: user.password })
}
