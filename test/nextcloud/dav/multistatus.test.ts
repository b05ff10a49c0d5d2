import t from 'tap'
import { readMultistatus } from '../../../src/nextcloud/dav/multistatus.js'

const wrap = (inner: string) =>
  Buffer.from(
    `<?xml version="1.0"?>\n<d:multistatus xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns" xmlns:oc="http://owncloud.org/ns">${inner}</d:multistatus>`,
  )

t.test('only the properties that were found are given, as text', async t => {
  const body = wrap(
    '<d:response><d:href>/remote.php/dav/files/alice/007%20%26.txt</d:href>' +
      '<d:propstat><d:prop><d:getetag>&quot;6b&quot;</d:getetag><oc:fileid>0312</oc:fileid><d:resourcetype/></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>' +
      '<d:propstat><d:prop><d:getcontentlength/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat></d:response>',
  )
  t.strictSame(readMultistatus(body), [
    {
      href: '/remote.php/dav/files/alice/007%20%26.txt',
      props: { getetag: '"6b"', fileid: '0312', resourcetype: '' },
    },
  ])
})

t.test('a collection is told from a file', async t => {
  const body = wrap(
    '<d:response><d:href>/x/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/></d:resourcetype></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>',
  )
  t.strictSame(readMultistatus(body), [{ href: '/x/', props: { resourcetype: { collection: '' } } }])
})

t.test('nothing found is an empty list', async t => {
  t.strictSame(readMultistatus(wrap('')), [])
})

t.test('a resource without properties has none', async t => {
  const body = wrap('<d:response><d:href>/x</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>')
  t.strictSame(readMultistatus(body), [{ href: '/x', props: {} }])
})

for (const body of ['', 'text', '<html><body/></html>', '<d:multistatus', '{"a":1}']) {
  t.test(`${JSON.stringify(body)} is not Nextcloud`, async t => {
    t.throws(() => readMultistatus(Buffer.from(body)), { name: 'NextcloudUnavailable' })
  })
}

t.test('entities that grow do not', async t => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]><d:multistatus xmlns:d="DAV:"><d:response><d:href>&c;</d:href></d:response></d:multistatus>`
  const read = () => JSON.stringify(readMultistatus(Buffer.from(bomb))).length
  const size = (() => {
    try {
      return read()
    } catch {
      return 0
    }
  })()
  t.ok(size < 2_000_000)
})
