import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

import t from 'tap'

import { takeAuthorization } from '../../../plugins/authentication/take-authorization.js'

/** What a real server makes of these header lines. */
async function receive(headers: string[]): Promise<{ values: string[]; left: unknown[] }> {
  return new Promise((resolve, reject) => {
    const server = createServer((message: IncomingMessage, response) => {
      const values = takeAuthorization(message)
      const left = [
        message.headers.authorization,
        message.headersDistinct.authorization,
        message.rawHeaders.join('|').match(/secret/i),
      ]
      response.end()
      server.close()
      resolve({ values, left })
    })
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      httpRequest({ port, host: '127.0.0.1', headers: ['host', 'localhost', ...headers] })
        .on('error', reject)
        .end()
    })
  })
}

t.test('BA-11: the value comes out and nothing of it stays', async t => {
  const { values, left } = await receive(['x-first', '1', 'AuthoriZation', 'Basic c2VjcmV0', 'x-last', '2'])
  t.strictSame(values, ['Basic c2VjcmV0'])
  t.strictSame(left, [undefined, [''], null])
})

t.test('two headers are two values, in their order', async t => {
  const { values, left } = await receive(['authorization', 'Basic secret1', 'Authorization', 'Basic secret2'])
  t.strictSame(values, ['Basic secret1', 'Basic secret2'])
  t.strictSame(left, [undefined, ['', ''], null])
})

t.test('no header is no value', async t =>
  t.strictSame((await receive(['x-authorization', 'secret-not-ours'])).values, []),
)

t.test('a message that has no raw headers gives up its parsed one', async t => {
  const message = { headers: { authorization: 'Basic x' }, rawHeaders: [] }
  t.strictSame(takeAuthorization(message), ['Basic x'])
  t.strictSame(message.headers, {})
})
