import t from 'tap'
import { logIn } from '../oidc/browser.js'
import { providerSite } from '../oidc/provider-site.js'

t.test('the bar names the person, and shows the settings to administrators only', async t => {
  const site = await providerSite(t)
  const carol = await site.browse()
  await logIn(carol, 'carol.login', 'carol-demo-password')
  t.match((await carol.get('/')).body, '<span>Carol</span>')
  t.match((await (await site.browse('admin')).get('/')).body, 'Astrolabe settings')
  const alice = await (await site.browse('alice')).get('/')
  t.match(alice.body, 'alice')
  t.notMatch(alice.body, 'Astrolabe settings')
})
