import t from 'tap'
import { UnsafePath } from '../../../src/errors/unsafe-path.js'
import { davFilePath, davSegments } from '../../../src/nextcloud/dav/dav-path.js'

for (const [userPath, expected] of [
  ['/', '/files/alice'],
  ['', '/files/alice'],
  ['Notes', '/files/alice/Notes'],
  ['/Notes/', '/files/alice/Notes'],
  ['/two words & ünïcödé #1.txt', '/files/alice/two%20words%20%26%20%C3%BCn%C3%AFc%C3%B6d%C3%A9%20%231.txt'],
  ['/50%/a?b', '/files/alice/50%25/a%3Fb'],
  ['/%2e%2e/x', '/files/alice/%252e%252e/x'],
  ['/.hidden/...', '/files/alice/.hidden/...'],
  ['/a+b,c;d=e', '/files/alice/a%2Bb%2Cc%3Bd%3De'],
] as const) {
  t.test(`${JSON.stringify(userPath)} is encoded once`, async t => {
    const built = davFilePath('alice', userPath)
    t.equal(built, expected)
    t.equal(new URL(`http://localhost${built}`).pathname, expected, 'a URL does not resolve it to something else')
  })
}

for (const userPath of [
  '..',
  '/..',
  '/Notes/../../bob',
  '/./x',
  '/a/.',
  '/a//b',
  '/a\\..\\b',
  '\\..\\bob',
  '/a\u0000b',
  '/a\nb',
  '/a\u007f',
  '/a\u0085',
  '/\ud800',
  `/${'a'.repeat(4000)}`,
]) {
  t.test(`${JSON.stringify(userPath).slice(0, 30)} is refused`, async t => {
    t.throws(() => davSegments(userPath), UnsafePath)
    t.throws(() => davFilePath('alice', userPath), UnsafePath)
  })
}

for (const userId of ['', '..', '.', 'a/b', '/a', '../bob', 'a\\b']) {
  t.test(`the uid ${JSON.stringify(userId)} is refused`, async t => {
    t.throws(() => davFilePath(userId, '/x'), UnsafePath)
  })
}

t.test('a uid with unusual characters stays one segment', async t => {
  t.equal(davFilePath('ann@example.org b', '/x'), '/files/ann%40example.org%20b/x')
})
