import { inspect } from 'node:util'
import t from 'tap'
import { Cancelled, NextcloudError } from '../../src/errors/nextcloud-errors.js'
import { UnsafePath } from '../../src/errors/unsafe-path.js'
import { Secret } from '../../src/lib/secret.js'
import type { Credential } from '../../src/nextcloud/http-client.js'
import { startServer } from '../helpers/start-server.js'
import { testHttpClient } from '../helpers/test-http-client.js'

const basic: Credential = { kind: 'basic', loginName: 'ünï', password: new Secret('s3cr3t-pässword:x') }

t.test('every request says that it is an API call, who we are, and carries no cookie', async t => {
  const { url, received } = await startServer(t, (_request, response) => {
    response.setHeader('set-cookie', 'nc_session=1').end()
  })
  const { http } = testHttpClient(t)
  await http.send({ method: 'GET', url })
  await http.send({ method: 'GET', url })
  t.match(received[1]?.headers, { 'ocs-apirequest': 'true', 'user-agent': 'test/1' })
  t.notOk(received[1]?.headers.cookie)
  t.notOk(received[1]?.headers.authorization)
  t.notOk(received[1]?.headers['x-forwarded-for'])
})

t.test('a credential becomes an Authorization header', async t => {
  const { url, received } = await startServer(t, (_request, response) => void response.end())
  const { http } = testHttpClient(t)
  await http.send({ method: 'GET', url, credential: basic })
  await http.send({ method: 'GET', url, credential: { kind: 'bearer', token: new Secret('tok') } })
  t.equal(received[0]?.headers.authorization, `Basic ${Buffer.from('ünï:s3cr3t-pässword:x').toString('base64')}`)
  t.equal(received[1]?.headers.authorization, 'Bearer tok')
})

t.test('the address of the client is forwarded only where that is switched on', async t => {
  const { url, received } = await startServer(t, (_request, response) => void response.end())
  await testHttpClient(t).http.send({ method: 'GET', url, clientIp: '192.0.2.1' })
  await testHttpClient(t, { forwardClientIp: true }).http.send({ method: 'GET', url, clientIp: '192.0.2.1' })
  t.strictSame(
    received.map(({ headers }) => headers['x-forwarded-for']),
    [undefined, '192.0.2.1'],
  )
})

t.test('a redirect is an answer and is not followed', async t => {
  const { url, received } = await startServer(t, (_request, response) => {
    response.writeHead(301, { location: '/elsewhere' }).end()
  })
  const answer = await testHttpClient(t).http.send({ method: 'GET', url, credential: basic })
  t.match(answer, { status: 301, headers: { location: '/elsewhere' } })
  t.equal(received.length, 1)
})

t.test('connections are kept, unless that is switched off', async t => {
  const { url, received } = await startServer(t, (_request, response) => void response.end())
  for (const [keepAlive, expected] of [
    [true, 'keep-alive'],
    [false, 'close'],
  ] as const) {
    await testHttpClient(t, { keepAlive }).http.send({ method: 'GET', url })
    t.equal(received.at(-1)?.headers.connection, expected)
  }
})

t.test('a read is repeated while Nextcloud asks to wait, three attempts in all', async t => {
  const { url, received } = await startServer(t, (_request, response) => {
    response.writeHead(503, { 'retry-after': '2' }).end()
  })
  const { http, waits } = testHttpClient(t)
  t.match(await http.send({ method: 'PROPFIND', url }), { status: 503 })
  t.equal(received.length, 3)
  t.strictSame(waits, [2000, 2000])
})

t.test('a read that succeeds the second time is a success', async t => {
  const { url } = await startServer(t, ({ method }, response, count) => {
    if (count === 1) response.destroy()
    else response.end(method)
  })
  const answer = await testHttpClient(t).http.send({ method: 'GET', url })
  t.equal(answer.body.toString(), 'GET')
})

for (const method of ['POST', 'PUT', 'DELETE', 'MOVE', 'MKCOL']) {
  t.test(`${method} is not repeated when it may have arrived`, async t => {
    const { url, received } = await startServer(t, (_request, response) => void response.destroy())
    await t.rejects(testHttpClient(t).http.send({ method, url, body: 'x' }), {
      name: 'NextcloudUnavailable',
      maybeSent: true,
    })
    t.equal(received.length, 1)
  })

  t.test(`${method} is repeated when it cannot have arrived`, async t => {
    const { url, close } = await startServer(t, () => {})
    await close()
    const { http, waits } = testHttpClient(t)
    await t.rejects(http.send({ method, url }), { name: 'NextcloudUnavailable', maybeSent: false })
    t.equal(waits.length, 2)
  })
}

t.test('a wait that would pass the deadline is not begun', async t => {
  const { url, received } = await startServer(t, (_request, response) => {
    response.writeHead(429, { 'retry-after': '5' }).end()
  })
  const { http, waits } = testHttpClient(t)
  t.match(await http.send({ method: 'GET', url, timeoutMs: 4000 }), { status: 429 })
  t.equal(received.length, 1)
  t.strictSame(waits, [])
})

t.test('cancelling during a wait ends it', async t => {
  const canceller = new AbortController()
  const { url } = await startServer(t, (_request, response) => {
    response.on('finish', () => canceller.abort())
    response.writeHead(503, { 'retry-after': '1' }).end()
  })
  await t.rejects(testHttpClient(t).http.send({ method: 'GET', url, signal: canceller.signal }), Cancelled)
})

for (const path of ['/a/../b', '/a/..', '/a/./b', '/a/%2e%2e/b', '/a/.%2E/b', '/a\\..\\b']) {
  t.test(`the URL path ${path} is refused before it is sent`, async t => {
    const { url, received } = await startServer(t, (_request, response) => void response.end())
    await t.rejects(testHttpClient(t).http.send({ method: 'GET', url: url + path }), UnsafePath)
    t.equal(received.length, 0)
  })
}

t.test('dots in a query or a name are no traversal', async t => {
  const { url, received } = await startServer(t, (_request, response) => void response.end())
  const { http } = testHttpClient(t)
  await http.send({ method: 'GET', url: `${url}/a/..b/c?next=/../x` })
  t.equal(received[0]?.url, '/a/..b/c?next=/../x')
})

t.test('no failure holds a password, a token, a query, a header or a body', async t => {
  const { url, close } = await startServer(t, (_request, response) => void response.destroy())
  const { http } = testHttpClient(t)
  const attempts = [
    { url: `${url}/x?code=s3cr3t-query`, timeoutMs: 5000 },
    { url: 'http://nowhere.invalid/x?code=s3cr3t-query' },
    { url: `${url.replace('http:', 'https:')}/x?code=s3cr3t-query` },
    { url: `${url}/x?code=s3cr3t-query`, headers: { 'x-bad': 's3cr3t\nheader' } },
    { url: 'not a url s3cr3t' },
    { url: `${url}/x?code=s3cr3t-query`, signal: AbortSignal.abort(new Error('s3cr3t')) },
  ]
  const send = (attempt: (typeof attempts)[number]) =>
    http.send({ method: 'POST', body: 's3cr3t-body', credential: basic, ...attempt }).then(
      () => t.fail('it should have failed'),
      (error: unknown) => error,
    )
  const failures = [...(await Promise.all(attempts.map(send))), await close().then(() => send({ url }))]
  for (const failure of failures) {
    t.ok(failure instanceof NextcloudError || failure instanceof UnsafePath, inspect(failure))
    t.notMatch(inspect(failure, { depth: 20, showHidden: true }), /s3cr3t|c3MzY3Iz/)
  }
})
