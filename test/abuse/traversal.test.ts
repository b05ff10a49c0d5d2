import t from 'tap'
import { startVictim, type Victim } from './victim.js'

const VECTORS = [
  '..',
  '../',
  '../bob/secret.md',
  '/../bob/secret.md',
  'a/../../bob/secret.md',
  '/a/./../../bob',
  '..\\bob',
  '\\..\\bob',
  '/%2e%2e/bob/secret.md',
  '%2e%2e%2fbob',
  '..%2fbob',
  '%252e%252e%252fbob',
  '/..;/bob',
  '/.../bob',
  '/a//b',
  '//bob',
  '///',
  '/a\u0000.md',
  '/a\r\nX-Evil: 1',
  '/a\tb',
  '/\u2025/bob',
  '/\uff0e\uff0e/bob',
  '/a?x=../../bob',
  '/a#../../bob',
  'http://evil.example/x',
  '//evil.example/x',
  '@evil.example/',
  '/\ud800',
  'C:\\windows',
  `/${'a/'.repeat(1999)}`,
  '/a\u007f',
  '/\u202e..',
]
const TOOLS: Record<string, (path: string) => object> = {
  nc_files_list_folder: path => ({ path }),
  nc_files_read_file: path => ({ path }),
  nc_files_write_file: path => ({ path, content: 'x' }),
  nc_files_search_files: path => ({ folder: path, query: 'x' }),
  nc_files_create_folder: path => ({ path }),
  nc_files_delete_item: path => ({ path }),
}
const MOVES: Record<string, (path: string) => object> = {
  'from there': path => ({ from: path, to: '/moved.md' }),
  'to there': path => ({ from: '/mine.md', to: path }),
}

/** Every address and Destination that left, and the scope inside of searches. */
function touched(victim: Victim): string[] {
  return victim.wire.sent.flatMap(({ request }) => {
    const { destination } = request.headers ?? {}
    const scope = /<d:href>([^<]*)<\/d:href>/.exec(String(request.body ?? ''))?.[1]
    const url =
      request.method === 'SEARCH' && scope !== undefined ? `${victim.sandbox.url}/remote.php/dav${scope}` : request.url
    return [url, ...(destination ? [destination] : [])]
  })
}

function staysHome(victim: Victim, url: string): boolean {
  const home = `${victim.sandbox.url}/remote.php/dav/files/alice`
  const at = new URL(url)
  const decoded = decodeURIComponent(at.pathname)
  const plain = !decoded.includes('\\') && !decoded.split('/').some(part => part === '..' || part === '.')
  return (at.href === home || at.href.startsWith(`${home}/`)) && plain && at.search === '' && at.hash === ''
}

t.test('no path in any files tool leaves the caller’s own files, whatever it is written like', async t => {
  const victim = await startVictim(t)
  const alice = victim.basic('alice')
  await victim.call('nc_files_write_file', { path: '/mine.md', content: 'mine' }, alice)
  const bob = victim.basic('bob')
  await victim.call('nc_files_write_file', { path: '/secret.md', content: 'BOBS-SECRET' }, bob)
  const cases = [...Object.entries(TOOLS), ...Object.values(MOVES).map(args => ['nc_files_move_item', args] as const)]
  for (const path of VECTORS) {
    for (const [name, args] of cases) {
      victim.wire.sent.splice(0)
      const answer = await victim.call(name, args(path), alice)
      t.equal(answer.status, 200)
      t.notMatch(answer.text, /BOBS-SECRET|sabre|Exception/i)
      const strayed = touched(victim).filter(url => !url.endsWith('/status.php') && !staysHome(victim, url))
      t.strictSame(
        strayed,
        [],
        `${name} ${Buffer.from(path)
          .toString('latin1')
          .replace(/[^ -~]/g, '?')
          .slice(0, 40)}`,
      )
    }
  }
  const secret = await victim.call('nc_files_read_file', { path: '/secret.md' }, bob)
  t.match(secret.text, /BOBS-SECRET/)
})

t.test('an etag, a type or a query that wants to be a header or markup is refused, or is just text', async t => {
  const victim = await startVictim(t)
  const alice = victim.basic('alice')
  await victim.call('nc_files_write_file', { path: '/mine.md', content: 'mine' }, alice)
  victim.wire.sent.splice(0)
  for (const if_match of ['x\r\nX-Evil: 1', 'x"\r\n\r\nGET /evil', '\u0000', '\u2028', 'é']) {
    const answer = await victim.call('nc_files_delete_item', { path: '/mine.md', if_match }, alice)
    t.ok(answer.isError, encodeURIComponent(if_match))
    t.notMatch(answer.text, /internal error|TypeError|undici/i)
  }
  for (const args of [
    { query: '</d:literal></d:like></d:where><evil/>' },
    { query: '&xxe;<!ENTITY xxe SYSTEM "file:///etc/passwd">' },
    { query: ']]>' },
    { mime_type: 'a/b"><evil/>', query: 'x' },
  ]) {
    const answer = await victim.call('nc_files_search_files', args, alice)
    t.notMatch(answer.text, /root:|evil\/>/)
  }
  const bodies = victim.wire.sent.map(({ request }) => String(request.body ?? '')).join('')
  t.notMatch(bodies, /<evil\/>|<!ENTITY/)
  t.match((await victim.call('nc_files_read_file', { path: '/mine.md' }, alice)).text, /mine/)
})

t.test('ids and cursors that were bent are refused without a question to Nextcloud', async t => {
  const victim = await startVictim(t)
  const alice = victim.basic('alice')
  await victim.mcp({}, alice)
  victim.wire.sent.splice(0)
  for (const note_id of ['1/../../users', '1?x', -1, 0, 1.5, 1e308, '1', [], {}, null, true])
    t.ok((await victim.call('nc_notes_get_note', { note_id }, alice)).isError, JSON.stringify(note_id))
  for (const cursor of [
    '../..',
    'AAAA',
    Buffer.from('{"a":1}').toString('base64url'),
    Buffer.from('[["folder","/x"],"y"]').toString('base64url'),
    'x'.repeat(1001),
  ])
    for (const name of ['nc_files_list_folder', 'nc_notes_search_notes'])
      t.ok((await victim.call(name, { cursor }, alice)).isError, `${name} ${cursor.slice(0, 20)}`)
  t.strictSame(victim.wire.outbound(), [])
})
