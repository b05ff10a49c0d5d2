import { Writable } from 'node:stream'
import t from 'tap'
import { NotFound } from '../../src/errors/nextcloud-errors.js'
import { createLogger } from '../../src/http/create-logger.js'
import { Secret } from '../../src/lib/secret.js'

function capture(format: 'json' | 'text') {
  const lines: string[] = []
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk))
      done()
    },
  })
  return { log: createLogger({ level: 'info', format }, destination), text: () => lines.join('') }
}

for (const format of ['json', 'text'] as const) {
  t.test(`LOG-1: secrets by name and by type are redacted at every depth (${format})`, async t => {
    const { log, text } = capture(format)
    log.info(
      { password: 'p-1', headers: { authorization: 'p-2', cookie: 'p-3' }, a: { b: { refresh_token: 'p-4' } } },
      'x',
    )
    log.info({ key: new Secret('p-5'), 'set-cookie': 'p-6', headers: { 'set-cookie': 'p-7' } }, 'y')
    t.match(text(), /redacted/)
    t.notMatch(text(), /p-\d/)
  })
}

for (const format of ['json', 'text'] as const) {
  t.test(`a destination that is no stream and can only write gets each line at once (${format})`, async t => {
    const lines: string[] = []
    const log = createLogger({ level: 'info', format }, { write: line => lines.push(line) })
    log.info('one')
    log.info('two')
    t.equal(lines.length, 2)
    t.match(lines[1], /two.*\n$/)
  })
}

t.test('for people, what happened is one line, with its date', async t => {
  const { log, text } = capture('text')
  log.info({ method: 'POST', route: '/mcp', status: 200, ms: 4.5 }, 'request')
  t.match(
    text(),
    /^\[\d{4}-\d\d-\d\d [\d:.]+\] INFO: request \{"method":"POST","route":"\/mcp","status":200,"ms":4.5\}\n$/,
  )
})

t.test('an error of ours is one line without a stack; a foreign one keeps the top of its stack', async t => {
  const { log, text } = capture('json')
  log.error({ err: new NotFound('No such note.') }, 'a')
  log.error({ err: new TypeError('boom') }, 'b')
  const [ours, foreign] = text()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  t.match(ours.err, { type: 'NotFound', errorCode: 'NCMCP_NOT_FOUND', message: 'No such note.' })
  t.notOk('stack' in ours.err)
  t.match(foreign.err.stack, /create-logger\.test/)
})

t.test('what a library hangs on its errors is not logged', async t => {
  const { log, text } = capture('json')
  log.error({ err: Object.assign(new Error('failed'), { request: { body: 'client_secret=p-9' } }) }, 'a')
  log.error({ err: 'a string p-10'.slice(0, 8) }, 'thrown text')
  t.notMatch(text(), /p-9/)
})

t.test('LOG-4: signs that a terminal or a viewer obeys are escaped, and the line is still JSON', async t => {
  const { log, text } = capture('json')
  const name = 'a\u001b[2J\u009b2J\u007f\u2028{"level":60}\u2029b'
  log.info({ name }, 'a')
  t.match(text(), /^[\x20-\x7e]+\n$/)
  t.equal(JSON.parse(text()).name, name)
})
