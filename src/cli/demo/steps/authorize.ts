import { createDemoBrowser, type DemoBrowser, type Page } from '../demo-browser.js'
import { DemoFailed } from '../demo-failed.js'
import type { DemoWorld } from '../demo-world.js'
import type { Narrator } from '../narrator.js'
import { showHops } from '../show-hops.js'

/** The administrator clicks Authorize; Nextcloud asks for consent; we keep an encrypted grant. */
export async function authorize(world: DemoWorld, tell: Narrator): Promise<void> {
  tell.step('The administrator opens the Astrolabe settings and clicks Authorize')
  const browser = createDemoBrowser()
  const settings = await signIn(world, browser)
  const link = /href="([^"]*\/oauth\/authorize-nextcloud[^"]*)"/.exec(settings.html)?.[1]?.replaceAll('&amp;', '&')
  if (!link) throw new DemoFailed('The settings page has no Authorize link.')
  const consent = await browser.open(new URL(link, settings.url).href)
  showHops(tell, consent)
  tell.say('Nextcloud asks: may this server act in your name? The administrator clicks Allow.')
  const done = await browser.submit(consent, /^(allow|grant)/i)
  showHops(tell, done)
  if (done.status !== 200) throw new DemoFailed(`The way back ended with status ${done.status}.`)
}

async function signIn(world: DemoWorld, browser: DemoBrowser): Promise<Page> {
  const { loginName, password } = world.user('admin')
  const page = await browser.open(`${world.sandbox.url}/settings/admin/astrolabe`)
  if (!/type="password"/.test(page.html)) return page
  return browser.submit(page, /log ?in|sign ?in/i, { user: loginName, password })
}
