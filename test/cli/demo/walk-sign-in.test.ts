import t from 'tap'
import type { DemoBrowser, Page } from '../../../src/cli/demo/demo-browser.js'
import { walkSignIn } from '../../../src/cli/demo/walk-sign-in.js'
import { oauthStory } from './oauth-story.js'

const button = (text: string) => `<form><button>${text}</button></form>`

t.test('the browser comes back with a code, having shown each form once', async t => {
  const { world, tell, told, walk } = await oauthStory(t)
  t.match(await walkSignIn(world, tell, walk), { code: /^ncmcp_ac_/, verifier: /^[\w.~-]{43,}$/ })
  for (const line of ['asks who she is', 'page of the MCP server', 'page of Nextcloud'])
    t.equal(told().split(line).length, 2, line)
  t.match(told(), /\* Read and change your notes/)
})

t.test('the order of the forms does not matter', async t => {
  const { world, tell, told, walk } = await oauthStory(t)
  const pages = [
    { url: `${world.sandbox.url}/login`, html: button('Log in') },
    { url: `${world.sandbox.url}/apps/oidc/consent`, html: button('Allow') },
    { url: `${world.serverUrl}/oauth/consent`, html: button('Allow') },
    { url: walk.callback.url, html: '' },
  ]
  let state: string | null = null
  let shown = -1
  const next = async (): Promise<Page> => ({ ...pages[(shown += 1)]!, status: 200, hops: [] })
  const browser: DemoBrowser = {
    open: async url => {
      state = new URL(url).searchParams.get('state')
      return next()
    },
    submit: next,
  }
  const take = () => (shown === 3 ? new URLSearchParams({ code: 'c', state: state ?? '' }) : undefined)
  t.match(await walkSignIn(world, tell, { ...walk, browser, callback: { ...walk.callback, take } }), { code: 'c' })
  t.match(told(), /who she is[^]*page of Nextcloud[^]*page of the MCP server/)
})

t.test('a page without a known form, a refusal, and the answer to another attempt end the demo', async t => {
  const { world, tell, walk } = await oauthStory(t)
  const strange: DemoBrowser = {
    ...walk.browser,
    open: async url => ({ url, status: 200, html: '', hops: [] }),
  }
  await t.rejects(walkSignIn(world, tell, { ...walk, browser: strange }), { code: 'NCMCP_DEMO_FAILED' })
  for (const answer of [{ error: 'access_denied' }, { code: 'c', state: 'of-somebody-else' }]) {
    const take = () => new URLSearchParams(answer)
    await t.rejects(walkSignIn(world, tell, { ...walk, callback: { ...walk.callback, take } }), {
      message: 'The browser did not come back with a code.',
    })
  }
})
