import t from 'tap'
import { isCurrent, isWellFormed } from '../../src/mcp/current-revision.js'
import { currentRequest } from './current-fixture.js'
import { MCP_HEADERS } from './fixture.js'

const request = (message: unknown, version: string | undefined) => ({
  headers: { ...MCP_HEADERS, 'mcp-protocol-version': version },
  message,
  text: '',
})
const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' }

t.test('a request with an envelope is of this revision, and so is one with its header', async t => {
  t.ok(isCurrent(currentRequest('tools/list')))
  t.ok(isCurrent(request(list, '2026-07-28')), 'to be refused in its words')
  t.notOk(isWellFormed(request(list, '2026-07-28')))
  t.ok(isWellFormed(currentRequest('tools/list')))
})

t.test('everything else belongs to older revisions', async t => {
  for (const version of ['2025-11-25', '2024-10-07', undefined])
    t.notOk(isCurrent(request(list, version)), version ?? 'none')
  t.notOk(isCurrent(request([list], '2025-03-26')), 'a batch')
  t.notOk(isCurrent(request({ odd: true }, undefined)), 'what is no message')
  t.notOk(isCurrent(request(undefined, '2026-07-28')), 'what is no JSON')
})

t.test('what is no message is refused in the words of the revision that the header names', async t => {
  t.ok(isCurrent(request({ odd: true }, '2026-07-28')))
  t.ok(isCurrent(request([], '2026-07-28')))
  t.ok(isCurrent(request(list, '2030-01-01')), 'and of those that nobody knows yet')
})
