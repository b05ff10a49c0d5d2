import t from 'tap'
import { fieldOf } from '../oidc/browser.js'
import { providerSite } from '../oidc/provider-site.js'

t.test('a note is written, found in the list and changed', async t => {
  const site = await providerSite(t)
  const browser = await site.browse('alice')
  const requesttoken = fieldOf((await browser.get('/')).body, 'requesttoken')
  const made = await browser.post('/apps/notes/note', { requesttoken, title: 'A <b>', content: 'one\r\ntwo' })
  const list = await browser.follow(made.location)
  t.match(list.body, 'A b')
  const path = /href="([^"]*\/apps\/notes\/note\/\d+)"/.exec(list.body)?.[1] ?? ''
  t.match((await browser.get(path)).body, 'one\ntwo')
  await browser.post(path, { requesttoken, content: '</textarea><script>' })
  const changed = await browser.get(path)
  t.match(changed.body, '&lt;/textarea&gt;&lt;script&gt;')
})

t.test("another person's note is not there", async t => {
  const site = await providerSite(t)
  const alice = await site.browse('alice')
  const requesttoken = fieldOf((await alice.get('/')).body, 'requesttoken')
  await alice.post('/apps/notes/note', { requesttoken, title: 'Mine', content: '' })
  const path = /href="([^"]*\/apps\/notes\/note\/\d+)"/.exec((await alice.get('/')).body)?.[1] ?? ''
  const bob = await site.browse('bob')
  t.equal((await bob.get(path)).status, 404)
  const token = fieldOf((await bob.get('/')).body, 'requesttoken')
  t.equal((await bob.post(path, { requesttoken: token, content: 'x' })).status, 404)
})

t.test('nothing is saved without a session or its request token', async t => {
  const site = await providerSite(t)
  t.match((await (await site.browse()).post('/apps/notes/note', { title: 'x' })).location, /\/login\?/)
  t.equal((await (await site.browse('alice')).post('/apps/notes/note', { title: 'x' })).status, 412)
})
