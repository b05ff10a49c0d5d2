import t from 'tap'
import { createListReplies } from '../../src/mcp/list-replies.js'
import { resultMessage } from '../../src/mcp/json-rpc.js'

const page = Buffer.from('{"tools":[]}')

t.test('every id gets its own response', async t => {
  const replyTo = createListReplies()
  for (const id of [0, 1, 7, 8, -1, '1', 'abc', 0, 1])
    t.strictSame(replyTo(id, page), resultMessage(id, page), `id ${id}`)
})

t.test('a response to a small id is made once per page', async t => {
  const replyTo = createListReplies()
  const other = Buffer.from('{"tools":[{}]}')
  t.equal(replyTo(1, page), replyTo(1, page))
  t.not(replyTo(9, page), replyTo(9, page))
  t.strictSame(replyTo(1, other), resultMessage(1, other))
})

t.test('few pages are kept', async t => {
  const replyTo = createListReplies()
  const first = replyTo(1, page)
  for (let index = 0; index < 8; index += 1) replyTo(1, Buffer.from(`{"tools":[${index}]}`))
  t.not(replyTo(1, page), first)
})
