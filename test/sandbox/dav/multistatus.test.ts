import t from 'tap'
import { multistatusXml } from '../../../src/sandbox/dav/multistatus.js'

t.test('what is there is 200, what is not is 404, other namespaces are declared where they stand', async t => {
  const xml = multistatusXml([
    {
      href: '/a&b',
      properties: [
        ['{DAV:}x', '1'],
        ['{urn:y}y', undefined],
      ],
    },
  ])
  t.match(xml, '<d:href>/a&amp;b</d:href><d:propstat><d:prop><d:x>1</d:x></d:prop><d:status>HTTP/1.1 200 OK')
  t.match(xml, '<d:prop><x1:y xmlns:x1="urn:y"/></d:prop><d:status>HTTP/1.1 404 Not Found')
})

t.test('nobody is told what is missing who did not name it', async t => {
  const xml = multistatusXml([
    {
      href: '/',
      properties: [
        ['{DAV:}x', '1'],
        ['{DAV:}y', undefined],
      ],
      showMissing: false,
    },
  ])
  t.notMatch(xml, '404')
})
