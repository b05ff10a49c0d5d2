import t from 'tap'
import { mediaTypeOf } from '../../../src/sandbox/files/media-type.js'

t.test('the suffix says it, in any case; what has none is bytes', async t => {
  t.equal(mediaTypeOf('a.MD'), 'text/markdown')
  t.equal(mediaTypeOf('a.b.png'), 'image/png')
  t.equal(mediaTypeOf('README'), 'application/octet-stream')
})
