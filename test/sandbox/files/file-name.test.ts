import t from 'tap'
import { badNameReason } from '../../../src/sandbox/files/file-name.js'

for (const name of ['.htaccess', '.HTACCESS', 'a\\b', 'x.part', 'x.filepart', 'ü'.repeat(126)]) {
  t.test(`${name.slice(0, 20)} is refused`, async t => {
    t.type(badNameReason(name), 'string')
  })
}
t.test('anything else is a name', async t => {
  for (const name of ['a', '.hidden', 'a:b*c?.txt', 'n'.repeat(250)]) t.equal(badNameReason(name), undefined)
})
