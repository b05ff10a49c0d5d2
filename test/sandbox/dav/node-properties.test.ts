import t from 'tap'
import { createCore, requireAccount } from '../../../src/sandbox/create-core.js'
import { fileIdHeader, propertyOf, quotedEtag } from '../../../src/sandbox/dav/node-properties.js'

const core = createCore({ now: () => 1_000_000 })
const root = core.files.root('alice')
const file = core.files.write('alice', root, '<x>.txt', Buffer.from('abc'))
const scope = { owner: requireAccount(core.accounts, 'alice'), basePath: '', quotaLeft: -3 }
const of = (node: typeof file | typeof root, name: string) => propertyOf(node, name, scope)

t.test('files have a size and a type, folders a quota and counts', async t => {
  t.equal(of(file, '{DAV:}getcontentlength'), '3')
  t.equal(of(root, '{DAV:}getcontentlength'), undefined)
  t.equal(of(root, '{DAV:}quota-available-bytes'), '-3')
  t.equal(of(file, '{DAV:}quota-available-bytes'), undefined)
  t.equal(of(root, '{http://nextcloud.org/ns}contained-file-count'), '1')
})

t.test('values are escaped, and what nobody knows is not there', async t => {
  t.equal(of(file, '{DAV:}displayname'), '&lt;x&gt;.txt')
  t.equal(of(file, '{DAV:}nothing'), undefined)
  file.properties.set('{urn:y}y', '<')
  t.equal(of(file, '{urn:y}y'), '&lt;')
})

t.test('the id header holds the id of eight digits, the ETag its quotes', async t => {
  t.match(fileIdHeader(file), new RegExp(`^0*${file.id}oc`))
  t.equal(quotedEtag(file), `"${file.etag}"`)
})
