import t from 'tap'
import { createCore } from '../../../src/sandbox/create-core.js'
import { DavFailure } from '../../../src/sandbox/dav/dav-error.js'
import { davTarget, encodeName, hrefOf, requireNode } from '../../../src/sandbox/dav/dav-target.js'

const core = createCore({ basePath: '/cloud' })
const target = (path: string) => davTarget(core, { uid: 'alice', via: 'login-password' }, path)

function problemOf(act: () => unknown): unknown {
  try {
    return act()
  } catch (error) {
    return error instanceof DavFailure ? error.problem : error
  }
}

for (const [path, expected] of [
  ['/remote.php/dav', { is: 'root' }],
  ['/remote.php/dav/files/alice/a%20b/c', { is: 'files', uid: 'alice', path: ['a b', 'c'] }],
  ['/remote.php/webdav/a', { is: 'files', uid: 'alice', path: ['a'] }],
  ['/remote.php/dav/files/bob', { is: 'foreign', uid: 'bob' }],
  ['/remote.php/dav/files/alice/a/../../bob/x', { is: 'foreign', uid: 'bob', path: ['x'] }],
  ['/remote.php/dav/principals/users/alice', { is: 'principal' }],
  ['/remote.php/dav/principals/users/bob', { is: 'unknown' }],
  ['/remote.php/dav/files/nobody', { is: 'unknown' }],
] as const) {
  t.test(`${path} is ${expected.is}`, async t => {
    t.match(target(path), expected)
  })
}

t.test('a path that is no UTF-8 is a bad request', async t => {
  t.match(
    problemOf(() => target('/remote.php/dav/files/alice/%ff')),
    { status: 400 },
  )
})

t.test('hrefs are encoded as Sabre does, under the base path', async t => {
  t.equal(encodeName("two words & ü #1 (x)'!*"), 'two%20words%20%26%20%c3%bc%20%231%20(x)%27%21%2a')
  const root = core.files.root('alice')
  t.equal(hrefOf(target('/remote.php/dav/files/alice'), [], root), '/cloud/remote.php/dav/files/alice/')
})

t.test('somebody else has nothing below the root', async t => {
  t.match(
    problemOf(() => requireNode(core, target('/remote.php/dav/files/bob/x'))),
    { status: 404 },
  )
  t.ok(requireNode(core, target('/remote.php/dav/files/bob')))
})
