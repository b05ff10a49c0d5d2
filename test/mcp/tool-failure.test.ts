import t from 'tap'
import { NextcloudUnavailable, NotFound, PreconditionFailed, Throttled } from '../../src/errors/nextcloud-errors.js'
import { DecryptionFailed } from '../../src/errors/storage-errors.js'
import { createLogger } from '../../src/http/create-logger.js'
import { toolFailure } from '../../src/mcp/tool-failure.js'

function failureOf(error: unknown) {
  const entries: { level: string; fields: object }[] = []
  const at = (level: string) => (fields: object) => void entries.push({ level, fields })
  const log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
  return { failure: toolFailure(error, 'nc_test_x', { log, requestId: 'r-9' }), entries }
}

t.test('an expected failure has its code, our message and a hint', async t => {
  const { failure, entries } = failureOf(new NotFound('There is no such note.'))
  t.match(failure, { code: 'NCMCP_NOT_FOUND', message: 'There is no such note.', hint: /search/ })
  t.notHas(failure, { correlation_id: String })
  t.match(entries, [{ level: 'info', fields: { tool: 'nc_test_x', errorCode: 'NCMCP_NOT_FOUND' } }])
})

t.test('the code of a failure is readable in the log, where a field named code is redacted', async t => {
  const lines: string[] = []
  const log = createLogger({ level: 'info', format: 'json' }, { write: line => lines.push(line) })
  toolFailure(new NotFound('None.'), 'nc_test_x', { log, requestId: 'r-9' })
  t.match(JSON.parse(lines.join('')), { tool: 'nc_test_x', errorCode: 'NCMCP_NOT_FOUND' })
})

t.test('a failed if_match tells the etag of now', async t => {
  t.match(failureOf(new PreconditionFailed('Changed.', { currentEtag: 'e2' })).failure, { current_etag: 'e2' })
  t.notHas(failureOf(new PreconditionFailed('Changed.')).failure, { current_etag: String })
})

t.test('waiting times are whole seconds, at least one', async t => {
  t.match(failureOf(new Throttled('Slow down.', { retryAfterSeconds: 0.2 })).failure, { retry_after_seconds: 1 })
  t.match(failureOf(new Throttled('Slow down.', { retryAfterSeconds: 29.1 })).failure, { retry_after_seconds: 30 })
  t.match(failureOf(new NextcloudUnavailable('Away.')).failure, { retry_after_seconds: 5 })
})

t.test('what nobody expected is logged in full and shown in nothing but an id', async t => {
  const { failure, entries } = failureOf(new TypeError('upstream said <secret>'))
  t.match(failure, { code: 'NCMCP_INTERNAL', message: 'An internal error occurred.', correlation_id: 'r-9' })
  t.notMatch(JSON.stringify(failure), /secret/)
  t.match(entries, [{ level: 'error', fields: { correlationId: 'r-9', err: TypeError } }])
})

t.test('an error that may not be shown keeps its code and loses its message', async t => {
  const { failure } = failureOf(new DecryptionFailed('key 7 is missing'))
  t.match(failure, { code: 'NCMCP_DECRYPTION_FAILED', message: 'An internal error occurred.', correlation_id: 'r-9' })
})

t.test('a thrown string is an internal error', async t => {
  t.match(failureOf('text').failure, { code: 'NCMCP_INTERNAL' })
})
