import t from 'tap'
import { createFileStore } from '../../../src/sandbox/files/file-store.js'
import type { NodeEvent } from '../../../src/sandbox/files/node-event.js'

function setUp() {
  const clock = { now: 1_000_000 }
  const events: NodeEvent[] = []
  let last = 0
  const store = createFileStore({
    now: () => clock.now,
    randomId: () => String((last += 1)),
    emit: event => void events.push(event),
  })
  return { store, clock, events, root: store.root('alice') }
}

t.test('writes within one second keep the ETag, a later one changes it and those of the folders above', async t => {
  const { store, clock, root } = setUp()
  const folder = store.createFolder('alice', root, 'a')
  const file = store.write('alice', folder, 'x.txt', Buffer.from('1'))
  const { etag } = file
  const folderEtag = folder.etag
  store.write('alice', folder, 'x.txt', Buffer.from('22'))
  t.equal(file.etag, etag)
  t.not(folder.etag, folderEtag)
  clock.now += 1000
  store.write('alice', folder, 'x.txt', Buffer.from('3'))
  t.not(file.etag, etag)
})

t.test('a moved file keeps its id, a copied one gets its own, a removed one is found no more', async t => {
  const { store, root } = setUp()
  const file = store.write('alice', root, 'x.txt', Buffer.from('1'))
  store.move('alice', file, root, 'y.txt')
  t.equal(store.find('alice', ['y.txt']), file)
  t.equal(store.find('alice', ['x.txt']), undefined)
  const copy = store.copy('alice', file, root, 'z.txt')
  t.not(copy.id, file.id)
  t.equal(store.byId('alice', file.id), file)
  store.remove('alice', file)
  t.equal(store.byId('alice', file.id), undefined)
})

t.test('an id is nothing to somebody else', async t => {
  const { store, root } = setUp()
  const file = store.write('alice', root, 'x.txt', Buffer.from('1'))
  t.equal(store.byId('bob', file.id), undefined)
})

t.test('what is in a removed or copied folder goes and comes with it', async t => {
  const { store, root } = setUp()
  const folder = store.createFolder('alice', root, 'a')
  const file = store.write('alice', folder, 'x.txt', Buffer.from('1'))
  store.copy('alice', folder, root, 'b')
  store.remove('alice', folder)
  t.equal(store.byId('alice', file.id), undefined)
  t.match(store.find('alice', ['b', 'x.txt']), { kind: 'file', content: Buffer.from('1') })
})

t.test('a deletion is told with the id before, and without it after', async t => {
  const { store, root, events } = setUp()
  const file = store.write('alice', root, 'x.txt', Buffer.from('1'))
  events.length = 0
  store.remove('alice', file)
  t.strictSame(events, [
    { name: 'BeforeNodeDeletedEvent', uid: 'alice', node: { id: file.id, path: '/alice/files/x.txt' } },
    { name: 'NodeDeletedEvent', uid: 'alice', node: { path: '/alice/files/x.txt' } },
  ])
})
