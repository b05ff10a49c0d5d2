import t from 'tap'
import { DatabaseTooNew, DecryptionFailed, StorageFailed } from '../../src/errors/storage-errors.js'

t.test('what storage and keys say stays in our log; that a database is too new may be shown', async t => {
  t.equal(new DecryptionFailed('key 01 of row 7').expose, false)
  t.equal(new StorageFailed('disk full').expose, false)
  t.match(new DatabaseTooNew('x'), { expose: true, code: 'NCMCP_DATABASE_TOO_NEW' })
})
