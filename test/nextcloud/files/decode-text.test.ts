import t from 'tap'
import { decodeText, type Piece } from '../../../src/nextcloud/files/decode-text.js'

const decode = (bytes: Uint8Array, more: Partial<Piece> = {}) =>
  decodeText({ bytes, atStart: true, atEnd: true, mimeType: 'text/plain', ...more })

t.test('UTF-8 is text, without its byte order mark', async t => {
  t.match(decode(Buffer.from('häll📝')), { text: 'häll📝', encoding: 'utf-8', used: 9, skipped: 0 })
  t.match(decode(Buffer.from('\ufeffx')), { text: 'x', used: 4 })
  t.match(decode(Buffer.alloc(0)), { text: '', used: 0 })
})

t.test('a character that is cut goes to the next piece', async t => {
  const bytes = Buffer.from('aä€📝b')
  for (let cut = 1; cut < bytes.length; cut += 1) {
    const first = decode(bytes.subarray(0, cut), { atEnd: false })
    const second = decode(bytes.subarray(first?.used ?? 0), { atStart: false })
    t.equal(`${first?.text}${second?.text}`, 'aä€📝b', `cut after ${cut} bytes`)
  }
})

t.test('a piece that begins inside a character leaves it out and says so', async t => {
  t.match(decode(Buffer.from('📝b').subarray(1), { atStart: false }), { text: 'b', skipped: 3, used: 1 })
})

t.test('other text is windows-1252, where Nextcloud calls it text', async t => {
  const bytes = Buffer.from([0x63, 0x61, 0x66, 0xe9])
  t.match(decode(bytes), { text: 'café', encoding: 'windows-1252', used: 4 })
  t.equal(decode(bytes, { mimeType: 'application/octet-stream' }), undefined)
  t.equal(decode(bytes, { mimeType: null }), undefined)
})

t.test('a NUL byte is not text, whatever its type', async t => {
  t.equal(decode(Buffer.from('a\0b')), undefined)
})
