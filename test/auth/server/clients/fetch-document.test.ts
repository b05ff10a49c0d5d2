import { createServer } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { createDocumentFetch, type FetchOptions } from '../../../../src/auth/server/clients/fetch-document.js'
import { loopbackCertificate } from '../../../helpers/loopback-certificate.js'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** An https server on loopback that is reached as `client.example`. */
async function served(t: Test, answer: Answer, options: Partial<FetchOptions> = {}) {
  const seen: IncomingMessage[] = []
  const server = createServer(loopbackCertificate, (request, response) => {
    seen.push(request)
    answer(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const resolved: string[] = []
  const fetchDocument = createDocumentFetch({
    userAgent: 'test/1',
    resolve: async hostname => {
      resolved.push(hostname)
      return [{ address: '127.0.0.1', family: 4 }]
    },
    permits: () => true,
    tls: { ca: loopbackCertificate.cert, checkServerIdentity: () => undefined },
    ...options,
  })
  return { fetchDocument, url: `https://client.example:${port}/doc.json`, seen, resolved }
}

const json: Answer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'public, max-age=120' }).end('{"a":1}')
}

t.test('a JSON document is fetched from the address that was checked, with nothing of ours', async t => {
  const { fetchDocument, url, seen, resolved } = await served(t, json)
  const fetched = await fetchDocument(url)
  t.equal(fetched?.body.toString(), '{"a":1}')
  t.equal(fetched?.maxAgeSeconds, 120)
  t.strictSame(resolved, ['client.example'], 'the name is resolved once, so it cannot change in between')
  t.match(seen[0]?.headers, { host: /^client\.example:/, 'user-agent': 'test/1', accept: 'application/json' })
  t.notOk(seen[0]?.headers.cookie ?? seen[0]?.headers.authorization)
})

t.test('GAP-34: an address that is not public is not connected to, nor when only one of several is', async t => {
  for (const addresses of [['127.0.0.1'], ['10.0.0.7'], ['::1'], ['1.1.1.1', '169.254.169.254'], []]) {
    const resolve = async () => addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
    const { url, seen } = await served(t, json)
    const fetchDocument = createDocumentFetch({ userAgent: 'test/1', resolve, tls: { ca: loopbackCertificate.cert } })
    t.equal(await fetchDocument(url.replace(/:\d+/, '')), undefined, addresses.join())
    t.equal(seen.length, 0)
  }
})

t.test('GAP-34: public addresses are reached at the port of https alone', async t => {
  let permitted = 0
  const resolve = async () => [{ address: '1.1.1.1', family: 4 }]
  const fetchDocument = createDocumentFetch({ userAgent: 'test/1', resolve, timeoutMs: 50 })
  for (const port of [22, 80, 6379, 8443]) {
    permitted += (await fetchDocument(`https://client.example:${port}/x`)) ? 1 : 0
  }
  t.equal(permitted, 0)
})

t.test('a real name of this machine is refused by its address', async t => {
  t.equal(await createDocumentFetch({ userAgent: 'test/1' })('https://localhost/x'), undefined)
  t.equal(await createDocumentFetch({ userAgent: 'test/1' })('https://does-not-exist.invalid/x'), undefined)
})

t.test('redirects, other types, other statuses and what is too large are no documents', async t => {
  const answers: Answer[] = [
    (_q, r) => void r.writeHead(302, { location: 'https://127.0.0.1/' }).end(),
    (_q, r) => void r.writeHead(200, { 'content-type': 'text/html' }).end('{}'),
    (_q, r) => void r.writeHead(404, { 'content-type': 'application/json' }).end('{}'),
    (_q, r) => void r.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.alloc(65 * 1024, 32)),
    (_q, r) => void r.destroy(),
  ]
  for (const answer of answers) {
    const { fetchDocument, url, seen } = await served(t, answer)
    t.equal(await fetchDocument(url), undefined)
    t.equal(seen.length, 1)
  }
})

t.test('a server that never ends, and a name that never resolves, are given up', async t => {
  const slow = await served(
    t,
    (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
    {
      timeoutMs: 100,
    },
  )
  t.equal(await slow.fetchDocument(slow.url), undefined)
  const stuck = await served(t, json, { timeoutMs: 100, resolve: () => new Promise(() => {}) })
  t.equal(await stuck.fetchDocument(stuck.url), undefined)
})

t.test('a certificate of somebody else is refused', async t => {
  const { fetchDocument, url } = await served(t, json, { tls: {} })
  t.equal(await fetchDocument(url), undefined)
})

t.test('no-store means no time at all, silence means unknown', async t => {
  for (const [header, expected] of [
    ['no-store', 0],
    ['private, no-cache', 0],
    ['public', undefined],
  ] as const) {
    const { fetchDocument, url } = await served(
      t,
      (_q, r) =>
        void r
          .writeHead(200, { 'content-type': 'application/cimd+json; charset=utf-8', 'cache-control': header })
          .end('{}'),
    )
    t.equal((await fetchDocument(url))?.maxAgeSeconds, expected)
  }
})

t.test('where the first address does not answer, the next that was checked is tried', async t => {
  const resolve = async () => ['127.0.0.2', '127.0.0.1'].map(address => ({ address, family: 4 }))
  const { fetchDocument, url, seen } = await served(t, json, { resolve })
  t.equal((await fetchDocument(url))?.body.toString(), '{"a":1}')
  t.equal(seen.length, 1)
})

t.test('the wait for a name ends with the time that there is', async t => {
  let ended = false
  const resolve = (_hostname: string, signal: AbortSignal) =>
    new Promise<never>(() => signal.addEventListener('abort', () => (ended = true)))
  const { fetchDocument, url } = await served(t, json, { timeoutMs: 50, resolve })
  t.equal(await fetchDocument(url), undefined)
  t.ok(ended)
})
