import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const FILES = '/remote.php/dav/files/alice'

const search = (where: string, scope = '/files/alice', limit = '') => ({
  headers: { 'content-type': 'text/xml' },
  body: `<d:searchrequest xmlns:d="DAV:" xmlns:nc="http://nextcloud.org/ns"><d:basicsearch><d:select><d:prop><d:displayname/></d:prop></d:select><d:from><d:scope><d:href>${scope}</d:href><d:depth>infinity</d:depth></d:scope></d:from><d:where>${where}</d:where>${limit}</d:basicsearch></d:searchrequest>`,
})
const named = (pattern: string) => `<d:like><d:prop><d:displayname/></d:prop><d:literal>${pattern}</d:literal></d:like>`
const names = (xml: string) => [...xml.matchAll(/<d:displayname>([^<]*)</g)].map(([, name]) => name)

t.test('what is below the scope is found, a part of it when asked, never what is somebody else’s', async t => {
  const { ask } = await openSandbox(t)
  await ask('alice', 'MKCOL', `${FILES}/a%20b`)
  for (const path of ['a%20b/1.txt', '2.txt', '3.txt']) await ask('alice', 'PUT', `${FILES}/${path}`, { body: 'x' })
  await ask('bob', 'PUT', '/remote.php/dav/files/bob/4.txt', { body: 'x' })
  const find = async (...args: Parameters<typeof search>) =>
    names((await ask('alice', 'SEARCH', '/remote.php/dav/', search(...args))).text)
  t.strictSame(await find(named('%.txt')), ['1.txt', '2.txt', '3.txt'])
  t.strictSame(await find(named('%.txt'), '/files/alice/a b'), ['1.txt'])
  t.strictSame(await find(named('%.txt'), '/files/alice/a%20b'), ['1.txt'])
  const limit = '<d:limit><d:nresults>1</d:nresults><nc:firstresult>1</nc:firstresult></d:limit>'
  t.strictSame(await find(named('%.txt'), '/files/alice', limit), ['2.txt'])
})

t.test('what cannot be searched is refused as recorded', async t => {
  const { ask } = await openSandbox(t)
  const status = async (question: object) => (await ask('alice', 'SEARCH', '/remote.php/dav/', question)).status
  t.equal(await status(search(named('%'), '/files/bob')), 500)
  t.equal(await status(search(named('%'), '/files/alice/none')), 404)
  t.equal(await status(search('')), 500)
  t.equal(await status(search('<d:like><d:prop><d:nothing/></d:prop><d:literal>x</d:literal></d:like>')), 400)
  t.equal(await status(search(named('a & b'))), 400)
  t.equal(await status({ ...search(named('%')), headers: { 'content-type': 'text/plain' } }), 501)
})
