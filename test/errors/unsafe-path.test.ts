import t from 'tap'
import { UnsafePath } from '../../src/errors/unsafe-path.js'

t.test('an unsafe path is the fault of the caller and says what a path may not hold', async t => {
  t.match(new UnsafePath(), { statusCode: 400, message: /"\.\."/ })
})
