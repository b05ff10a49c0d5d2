import t from 'tap'
import { providerSite } from '../oidc/provider-site.js'

t.test('the bar names the person, and shows the settings to administrators only', async t => {
  const site = await providerSite(t)
  const carol = await (await site.browse('carol.login')).get('/login')
  t.equal(carol.location, '', 'the password is not the login name with a suffix')
  t.match((await (await site.browse('admin')).get('/')).body, 'Astrolabe settings')
  const alice = await (await site.browse('alice')).get('/')
  t.match(alice.body, 'alice')
  t.notMatch(alice.body, 'Astrolabe settings')
})
