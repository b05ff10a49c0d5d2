import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'

const FILES = '/remote.php/dav/files/alice'

const report = (favorite: string) => ({
  body: `<oc:filter-files xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:prop><oc:fileid/></d:prop><oc:filter-rules><oc:favorite>${favorite}</oc:favorite></oc:filter-rules></oc:filter-files>`,
})

t.test('only favourites are reported, and nothing else can be asked for', async t => {
  const { ask } = await openSandbox(t)
  for (const name of ['x', 'y']) await ask('alice', 'PUT', `${FILES}/${name}`, { body: 'x' })
  const body =
    '<d:propertyupdate xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"><d:set><d:prop><oc:favorite>1</oc:favorite></d:prop></d:set></d:propertyupdate>'
  await ask('alice', 'PROPPATCH', `${FILES}/x`, { body })
  const found = await ask('alice', 'REPORT', FILES, report('1'))
  t.match(found, { status: 207, text: `${FILES}/x<` })
  t.notMatch(found.text, `${FILES}/y<`)
  t.match(await ask('alice', 'REPORT', FILES, report('0')), { status: 501 })
  t.match(await ask('alice', 'REPORT', FILES, { body: '' }), { status: 501 })
})
