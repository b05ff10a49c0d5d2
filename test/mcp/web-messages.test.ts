import t from 'tap'
import { fromWebResponse, toWebRequest } from '../../src/mcp/web-messages.js'

t.test('headers, body and the wish to stop reach the SDK', async t => {
  const gone = new AbortController()
  const request = toWebRequest({ headers: { accept: 'a/b', other: undefined }, text: '{}', message: {} }, gone.signal)
  t.strictSame([request.method, request.headers.get('accept'), request.headers.has('other')], ['POST', 'a/b', false])
  t.equal(await request.text(), '{}')
  gone.abort()
  t.ok(request.signal.aborted)
})

t.test('GET and DELETE have no body', async t => {
  for (const method of ['GET', 'DELETE'] as const)
    t.equal(toWebRequest({ method, headers: {}, text: '', message: undefined }).body, null)
})

t.test('JSON is read to its end, a stream goes on as one, nothing stays nothing', async t => {
  const json = await fromWebResponse(Response.json({ a: 1 }, { status: 201 }))
  t.strictSame({ ...json, body: String(json.body) }, { status: 201, contentType: 'application/json', body: '{"a":1}' })
  const headers = { 'content-type': 'text/event-stream', 'mcp-session-id': 's' }
  const stream = await fromWebResponse(new Response('data: 1\n\n', { headers }))
  t.ok(stream.body instanceof ReadableStream)
  t.strictSame(stream.headers, { 'mcp-session-id': 's' })
  t.strictSame((await fromWebResponse(new Response(null, { status: 202 }))).body, null)
})
