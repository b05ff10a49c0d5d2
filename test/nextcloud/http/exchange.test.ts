import { createServer, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import { Agent } from 'undici'
import { Cancelled, NextcloudTimeout, NextcloudUnavailable, TooLarge } from '../../../src/errors/nextcloud-errors.js'
import { exchange, type WireRequest } from '../../../src/nextcloud/http/exchange.js'
import { startServer } from '../../helpers/start-server.js'

function sender(t: Test, origin: string) {
  const agent = new Agent()
  t.teardown(() => agent.destroy())
  return (wire: Partial<WireRequest> = {}, method = 'GET') =>
    exchange(agent, {
      options: { origin, path: '/', method },
      timeoutMs: 10_000,
      maxBytes: 1000,
      signal: undefined,
      ...wire,
    })
}

/** A server that does with its sockets what it likes. */
async function startSocketServer(t: Test, answer: (socket: Socket) => void): Promise<string> {
  const open = new Set<Socket>()
  const server = createServer(socket => {
    open.add(socket)
    socket.on('error', () => {})
    socket.once('data', () => answer(socket))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    for (const socket of open) socket.destroy()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

t.test('an answer is its status, its headers without cookies, and its body', async t => {
  const { url } = await startServer(t, (_request, response) => {
    response.writeHead(207, { 'X-Thing': 'a', 'Set-Cookie': ['a=1', 'b=2'], Vary: ['x', 'y'] }).end('body')
  })
  const { status, headers, body } = await sender(t, url)()
  t.equal(status, 207)
  t.match(headers, { 'x-thing': 'a', vary: 'x, y' })
  t.notOk('set-cookie' in headers)
  t.equal(body.toString(), 'body')
})

t.test('an informational answer is not the answer', async t => {
  const url = await startSocketServer(t, socket => {
    socket.write('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
  })
  t.match(await sender(t, url)(), { status: 200, body: Buffer.from('ok') })
})

t.test('a body above the limit is refused, announced or not', async t => {
  const { url } = await startServer(t, ({ url: path }, response) => {
    if (path === '/') response.setHeader('content-length', 5000)
    response.end('x'.repeat(5000))
  })
  const send = sender(t, url)
  await t.rejects(send(), TooLarge)
  await t.rejects(send({ options: { origin: url, path: '/chunked', method: 'GET' } }), TooLarge)
  t.match(await send({}, 'HEAD'), { status: 200 }, 'HEAD has no body to be too large')
})

t.test('an answer that is cut short is a failure, not a short answer', async t => {
  const url = await startSocketServer(t, socket => {
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort')
  })
  await t.rejects(sender(t, url)(), NextcloudUnavailable)
})

t.test('a refused connection was never sent', async t => {
  const { url, close } = await startServer(t, () => {})
  await close()
  await t.rejects(sender(t, url)(), { name: 'NextcloudUnavailable', maybeSent: false })
})

t.test('a host name that does not exist was never sent to', async t => {
  await t.rejects(sender(t, 'http://nowhere.invalid')(), { name: 'NextcloudUnavailable', maybeSent: false })
})

t.test('a TLS handshake that fails was never sent', async t => {
  const { url } = await startServer(t, () => {})
  await t.rejects(sender(t, url.replace('http:', 'https:'))(), { name: 'NextcloudUnavailable', maybeSent: false })
})

t.test('a connection reset after the request may have been sent', async t => {
  const url = await startSocketServer(t, socket => socket.resetAndDestroy())
  await t.rejects(sender(t, url)(), { name: 'NextcloudUnavailable', maybeSent: true })
})

t.test('silence is a timeout that may have been sent', async t => {
  const { url, received } = await startServer(t, () => {})
  const failure = await sender(t, url)({ timeoutMs: 60 }).catch((error: unknown) => error)
  t.ok(failure instanceof NextcloudTimeout)
  t.match(failure, { maybeSent: true })
  t.equal(received.length, 1)
})

t.test('a timeout counts until the last byte', async t => {
  const { url } = await startServer(t, (_request, response) => void response.writeHead(200).write('some'))
  await t.rejects(sender(t, url)({ timeoutMs: 60 }), NextcloudTimeout)
})

t.test('cancelling ends the request at the server too', async t => {
  let leave: (how: string) => void = () => {}
  const gone = new Promise<string>(resolve => (leave = resolve))
  const canceller = new AbortController()
  const { url } = await startServer(t, (_request, response) => {
    response.on('close', () => leave('closed'))
    canceller.abort()
  })
  await t.rejects(sender(t, url)({ signal: canceller.signal }), Cancelled)
  t.equal(await gone, 'closed')
})

t.test('what was cancelled before is not sent', async t => {
  const { url, received } = await startServer(t, (_request, response) => void response.end())
  await t.rejects(sender(t, url)({ signal: AbortSignal.abort() }), Cancelled)
  t.equal(received.length, 0)
})

t.test('what is cancelled while it waits for a connection is not sent', async t => {
  const { url, received } = await startServer(t, (_request, response) => void response.end())
  const canceller = new AbortController()
  const waiting = sender(t, url)({ signal: canceller.signal })
  canceller.abort()
  await t.rejects(waiting, Cancelled)
  t.match(await sender(t, url)(), { status: 200 }, 'a later request is not disturbed')
  t.equal(received.length, 1)
})

t.test('a signal is let go when the answer is there', async t => {
  const { url } = await startServer(t, (_request, response) => void response.end())
  const canceller = new AbortController()
  let listeners = 0
  const { signal } = canceller
  const add = signal.addEventListener.bind(signal)
  const remove = signal.removeEventListener.bind(signal)
  signal.addEventListener = (type: string, listener: never) => (listeners++, add(type, listener))
  signal.removeEventListener = (type: string, listener: never) => (listeners--, remove(type, listener))
  await sender(t, url)({ signal })
  t.equal(listeners, 0)
})
