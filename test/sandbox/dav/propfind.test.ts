import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const FILES = '/remote.php/dav/files/alice'

const BODY =
  '<d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:prop><d:getetag/><oc:fileid/><oc:checksums/></d:prop></d:propfind>'
const hrefs = (xml: string) => [...xml.matchAll(/<d:href>([^<]*)</g)].map(([, href]) => href)

t.test('depth 0 is the folder alone, any other depth its children too', async t => {
  const { ask } = await openSandbox(t)
  await ask('alice', 'PUT', `${FILES}/x.txt`, { body: 'x' })
  for (const [depth, expected] of [
    ['0', [`${FILES}/`]],
    ['1', [`${FILES}/`, `${FILES}/x.txt`]],
    ['infinity', [`${FILES}/`, `${FILES}/x.txt`]],
  ] as const) {
    const answer = await ask('alice', 'PROPFIND', FILES, { body: BODY, headers: { depth } })
    t.equal(answer.status, 207)
    t.strictSame(hrefs(answer.text), expected)
    t.match(answer.text, '<oc:checksums/></d:prop><d:status>HTTP/1.1 404 Not Found')
  }
})

t.test('the files root of somebody else shows nothing but that it is one', async t => {
  const { ask } = await openSandbox(t)
  await ask('alice', 'PUT', `${FILES}/x.txt`, { body: 'x' })
  const answer = await ask('bob', 'PROPFIND', FILES, { headers: { depth: '1' } })
  t.strictSame(hrefs(answer.text), [`${FILES}/`])
  t.notMatch(answer.text, 'getetag')
  t.match(await ask('bob', 'PROPFIND', `${FILES}/x.txt`), { status: 404 })
})

t.test('the principal is named by uid, also for one who signs in by another name', async t => {
  const { ask } = await openSandbox(t)
  const body = '<d:propfind xmlns:d="DAV:"><d:prop><d:current-user-principal/></d:prop></d:propfind>'
  t.match(
    (await ask('carol.login', 'PROPFIND', '/remote.php/dav/', { body })).text,
    '/remote.php/dav/principals/users/u-1f3a/',
  )
})

t.test('a body that is no XML is a bad request', async t => {
  const { ask } = await openSandbox(t)
  t.match(await ask('alice', 'PROPFIND', FILES, { body: '<d:prop>' }), { status: 400 })
})
