import t from 'tap'
import { z } from 'zod'
import { InvalidRequest } from '../../src/errors/nextcloud-errors.js'
import { readCursor, writeCursor } from '../../src/tools/cursor.js'

const question = ['folder', '/Docs']

t.test('a cursor gives its position back, to the same question', async t => {
  const cursor = writeCursor(question, { id: 7 })
  t.strictSame(readCursor(cursor, question, z.object({ id: z.int() })), { id: 7 })
  t.match(cursor, /^[\w-]+$/)
  t.equal(readCursor(undefined, question, z.int()), undefined)
})

t.test('a cursor of another question, or none of ours, is refused', async t => {
  const cursor = writeCursor(question, 7)
  t.throws(() => readCursor(cursor, ['folder', '/'], z.int()), InvalidRequest)
  t.throws(() => readCursor(cursor, question, z.string()), InvalidRequest)
  for (const odd of [
    '',
    'x',
    'W10',
    Buffer.from('[1,2,3]').toString('base64url'),
    Buffer.from('null').toString('base64url'),
  ]) {
    t.throws(() => readCursor(odd, question, z.unknown()), InvalidRequest, odd)
  }
})
