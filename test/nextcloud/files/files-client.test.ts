import t from 'tap'
import { UnsafePath } from '../../../src/errors/unsafe-path.js'
import { person } from '../../helpers/person.js'

const WHOLE = { offset: 0, length: 1000 }
const ODD = '/two words & ünïcödé #1 100%.txt'

t.test('a file with an unusual name is written, listed, found, read, moved and deleted', async t => {
  const { files } = (await person(t)).nextcloud
  t.match(await files.write(ODD, 'hällo'), { created: true, etag: /^[^"]+$/, fileId: Number })
  t.match(await files.stat(ODD), { path: ODD, kind: 'file', size: 6 })
  t.match(
    (await files.list('/')).map(({ path }) => path),
    [ODD],
  )
  const search = { name: '& ünïcödé #1', mimeType: undefined, favoritesOnly: false, limit: 5, offset: 0 }
  t.match(await files.search('/', search), [{ path: ODD }])
  t.match(await files.read(ODD, WHOLE), { bytes: Buffer.from('hällo'), size: 6, mimeType: 'text/plain' })
  await files.createFolder('/A & B')
  t.match(await files.move(ODD, '/A & B/c#d.txt', { overwrite: false }), { created: true })
  await files.remove('/A & B/c#d.txt')
  t.strictSame(await files.list('/A & B'), [])
})

t.test('a piece of a file is fetched, and says how large the whole is', async t => {
  const { files } = (await person(t)).nextcloud
  await files.write('/a.txt', '0123456789')
  t.match(await files.read('/a.txt', { offset: 4, length: 3 }), { bytes: Buffer.from('456'), offset: 4, size: 10 })
  t.match(await files.read('/a.txt', { offset: 8, length: 99 }), { bytes: Buffer.from('89'), offset: 8, size: 10 })
  await t.rejects(files.read('/a.txt', { offset: 10, length: 3 }), { name: 'InvalidRequest' })
  await files.write('/empty.txt', '')
  t.match(await files.read('/empty.txt', WHOLE), { bytes: Buffer.alloc(0), size: 0 })
})

t.test('a server that ignores the range does not widen it', async t => {
  const { sandbox, nextcloud } = await person(t)
  sandbox.failNext({ path: /a\.txt/, status: 200, headers: { etag: '"1"' }, body: '0123456789' })
  const piece = await nextcloud.files.read('/a.txt', { offset: 4, length: 3 })
  t.match(piece, { bytes: Buffer.from('456'), offset: 4, size: 10 })
})

t.test('conditions guard a write', async t => {
  const { files } = (await person(t)).nextcloud
  const { etag = '' } = await files.write('/a.txt', 'one')
  await t.rejects(files.write('/a.txt', 'two', { createOnly: true }), { name: 'Conflict' })
  await t.rejects(files.write('/a.txt', 'two', { ifMatch: 'old' }), { name: 'PreconditionFailed', currentEtag: etag })
  t.match(await files.write('/a.txt', 'two', { ifMatch: etag }), { created: false })
  await t.rejects(files.remove('/a.txt', 'old'), { name: 'PreconditionFailed' })
  await t.rejects(files.move('/a.txt', '/b.txt', { overwrite: false, ifMatch: 'old' }), { name: 'PreconditionFailed' })
  t.match(await files.read('/a.txt', WHOLE), { bytes: Buffer.from('two') })
})

t.test('a move replaces only when told to', async t => {
  const { files } = (await person(t)).nextcloud
  await files.write('/a.txt', 'a')
  await files.write('/b.txt', 'b')
  await t.rejects(files.move('/a.txt', '/b.txt', { overwrite: false }), { name: 'Conflict' })
  t.match(await files.move('/a.txt', '/b.txt', { overwrite: true }), { created: false })
  await t.rejects(files.move('/b.txt', '/none/b.txt', { overwrite: false }), { name: 'Conflict' })
})

t.test('what is not there is not found', async t => {
  const { files } = (await person(t)).nextcloud
  await t.rejects(files.list('/none'), { name: 'NotFound' })
  await t.rejects(files.stat('/none'), { name: 'NotFound' })
  await t.rejects(files.read('/none', WHOLE), { name: 'NotFound' })
  await t.rejects(files.remove('/none'), { name: 'NotFound' })
  await t.rejects(files.write('/none/a.txt', 'x'), { name: 'NotFound' })
  await t.rejects(files.createFolder('/none/a'), { name: 'Conflict' })
})

t.test('a folder is not a file, and a file not a folder', async t => {
  const { files } = (await person(t)).nextcloud
  await files.createFolder('/sub')
  await files.write('/a.txt', 'a')
  await t.rejects(files.createFolder('/sub'), { name: 'Conflict' })
  await t.rejects(files.read('/sub', WHOLE), { name: 'InvalidRequest', message: /folder/ })
  await t.rejects(files.list('/a.txt'), { name: 'InvalidRequest', message: /file/ })
})

t.test('the root cannot be written, moved or deleted', async t => {
  const { sandbox, nextcloud } = await person(t)
  const { files } = nextcloud
  for (const root of ['', '/', '//']) {
    await t.rejects(files.remove(root), { name: 'InvalidRequest' })
    await t.rejects(files.write(root, 'x'), { name: 'InvalidRequest' })
    await t.rejects(files.createFolder(root), { name: 'InvalidRequest' })
    await t.rejects(files.move(root, '/x', { overwrite: true }), { name: 'InvalidRequest' })
    await t.rejects(files.move('/x', root, { overwrite: true }), { name: 'InvalidRequest' })
  }
  t.equal(sandbox.calls.length, 0)
})

const search = { name: 'x', mimeType: undefined, favoritesOnly: false, limit: 1, offset: 0 }

for (const path of ['../bob/x', '/a/../../bob', '/./x', '/a\\..\\..\\bob', '/a//b', '/a\u0000', '/a\r\nHost: x']) {
  t.test(`the path ${JSON.stringify(path)} never leaves`, async t => {
    const { sandbox, nextcloud } = await person(t)
    const { files } = nextcloud
    await t.rejects(files.list(path), UnsafePath)
    await t.rejects(files.stat(path), UnsafePath)
    await t.rejects(files.read(path, WHOLE), UnsafePath)
    await t.rejects(files.write(path, 'x'), UnsafePath)
    await t.rejects(files.search(path, search), UnsafePath)
    await t.rejects(files.move(path, '/x', { overwrite: true }), UnsafePath)
    await t.rejects(files.move('/x', path, { overwrite: true }), UnsafePath)
    await t.rejects(files.remove(path), UnsafePath)
    await t.rejects(files.createFolder(path), UnsafePath)
    t.equal(sandbox.calls.length, 0)
  })
}

t.test('what only looks like traversal stays below the person', async t => {
  const { sandbox, nextcloud } = await person(t)
  for (const path of ['/%2e%2e/%2e%2e/bob', '/..%2fbob', '/...', '/a?b=../../bob', '/;/..;x']) {
    await nextcloud.files.stat(path).catch(() => {})
    t.match(sandbox.calls.at(-1)?.path, /^\/remote\.php\/dav\/files\/alice\//)
    t.notMatch(sandbox.calls.at(-1)?.path, /\/\.\.\//)
  }
})
