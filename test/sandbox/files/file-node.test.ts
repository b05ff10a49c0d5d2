import t from 'tap'
import { segmentsOf, sizeOf, walk } from '../../../src/sandbox/files/file-node.js'
import { createFileStore } from '../../../src/sandbox/files/file-store.js'

t.test('a node knows its path, its size, and what is below', async t => {
  const store = createFileStore({ now: () => 0, randomId: () => 'x', emit: () => {} })
  const root = store.root('alice')
  const folder = store.createFolder('alice', root, 'a')
  const file = store.write('alice', folder, 'x.txt', Buffer.alloc(3))
  store.write('alice', root, 'y.txt', Buffer.alloc(4))
  t.strictSame(segmentsOf(file), ['a', 'x.txt'])
  t.strictSame(segmentsOf(root), [])
  t.equal(sizeOf(root), 7)
  t.strictSame(
    [...walk(root)].map(node => node.name),
    ['', 'a', 'x.txt', 'y.txt'],
  )
})
