import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const FILES = '/remote.php/dav/files/alice'

const set = (property: string) => ({
  body: `<d:propertyupdate xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:set><d:prop>${property}</d:prop></d:set></d:propertyupdate>`,
})

t.test('favourites, times and properties of one’s own are set, live ones are refused', async t => {
  const { ask } = await openSandbox(t)
  await ask('alice', 'PUT', `${FILES}/x`, { body: 'x' })
  const patch = async (property: string) => (await ask('alice', 'PROPPATCH', `${FILES}/x`, set(property))).text
  t.match(await patch('<oc:favorite>1</oc:favorite>'), '200 OK')
  t.match(await patch('<d:lastmodified>1700000000</d:lastmodified>'), '200 OK')
  t.match(await patch('<y xmlns="urn:y">blue</y>'), '200 OK')
  t.match(await patch('<oc:fileid>1</oc:fileid>'), '403 Forbidden')
  const body =
    '<d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns" xmlns:y="urn:y"><d:prop><oc:favorite/><y:y/></d:prop></d:propfind>'
  t.match((await ask('alice', 'PROPFIND', `${FILES}/x`, { body })).text, /favorite>1<.*>blue</)
})

t.test('a broken body and a foreign file are refused', async t => {
  const { ask } = await openSandbox(t)
  await ask('alice', 'PUT', `${FILES}/x`, { body: 'x' })
  t.match(await ask('alice', 'PROPPATCH', `${FILES}/x`, { body: '<a>' }), { status: 400 })
  t.match(await ask('bob', 'PROPPATCH', `${FILES}/x`, set('<oc:favorite>1</oc:favorite>')), { status: 404 })
})
