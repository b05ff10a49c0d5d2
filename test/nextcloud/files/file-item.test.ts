import t from 'tap'
import { toFileItem } from '../../../src/nextcloud/files/file-item.js'

const link = (id: number) => `https://x/f/${id}`
const item = (href: string, props: Record<string, unknown> = {}) => toFileItem({ href, props }, link)

t.test('a file is what its properties say', async t => {
  const props = {
    resourcetype: '',
    getcontentlength: '15',
    getcontenttype: 'text/plain',
    getlastmodified: 'Mon, 23 Nov 2026 05:01:34 GMT',
    getetag: '"67c3"',
    fileid: '312',
    favorite: '1',
  }
  t.strictSame(item('/cloud/remote.php/dav/files/alice/a%20b/%23%26.txt', props), {
    path: '/a b/#&.txt',
    name: '#&.txt',
    kind: 'file',
    size: 15,
    mime_type: 'text/plain',
    modified: '2026-11-23T05:01:34Z',
    etag: '67c3',
    file_id: 312,
    favorite: true,
    url: 'https://x/f/312',
  })
})

t.test('a folder has the size of what is in it, and nothing it does not have', async t => {
  const folder = item('http://h/remote.php/dav/files/alice/sub/', { resourcetype: { collection: '' }, size: '7' })
  t.match(folder, { path: '/sub', name: 'sub', kind: 'folder', size: 7, mime_type: null, etag: null, url: null })
})

t.test('the root is /', async t => {
  t.match(item('/remote.php/dav/files/alice/'), { path: '/', name: '' })
  t.match(item('/remote.php/dav/files/alice'), { path: '/', name: '' })
})

for (const href of ['/remote.php/dav/calendars/alice/', '/x', '/remote.php/dav/files/alice/%zz']) {
  t.test(`${href} is no file of a person`, async t => {
    t.equal(item(href), undefined)
  })
}

t.test('numbers that are none are unknown', async t => {
  t.match(item('/remote.php/dav/files/a/b', { getcontentlength: '-1', fileid: 'x' }), { size: null, file_id: null })
})
