import t from 'tap'
import { openFailure } from '../../src/storage/open-failure.js'

const failure = (code: unknown) => openFailure('/srv/tokens.db', Object.assign(new Error('raw text'), { code }))

for (const [code, says] of [
  ['SQLITE_NOTADB', /no SQLite database/],
  ['EACCES', /may not read and write/],
  ['SQLITE_READONLY_DIRECTORY', /folder must be writable/],
  ['EISDIR', /is a folder/],
  ['EROFS', /read-only/],
  ['SQLITE_CANTOPEN', /check the path/],
  [undefined, /check the path/],
] as const) {
  t.test(`${code} names the file and what is wrong, to nobody but the operator`, async t => {
    const { message, expose, code: ours } = failure(code)
    t.match(message, says)
    t.match(message, '/srv/tokens.db')
    t.notMatch(message, /raw text/)
    t.strictSame({ expose, ours }, { expose: false, ours: 'NCMCP_STORAGE_FAILED' })
  })
}

t.test('a code that only begins alike is not taken for a known one', async t => {
  t.match(failure('EACCESSORY').message, /check the path/)
  t.match(openFailure('/srv/tokens.db', 'thrown text').message, /check the path/)
})
