import { createServer } from 'node:https'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { loopbackCertificate } from '../helpers/loopback-certificate.js'
import { testHttpClient } from '../helpers/test-http-client.js'

async function startTlsServer(t: Test): Promise<string> {
  const server = createServer(loopbackCertificate, (_request, response) => void response.end('safe'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.closeAllConnections())
  t.teardown(() => server.close())
  const address = server.address()
  return `https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

t.test('a certificate that nobody vouches for is refused, and nothing was sent', async t => {
  const { http } = testHttpClient(t)
  await t.rejects(http.send({ method: 'POST', url: await startTlsServer(t), body: 'x' }), {
    name: 'NextcloudUnavailable',
    message: /certificate.*DEPTH_ZERO_SELF_SIGNED_CERT/,
    maybeSent: false,
  })
})

t.test('a certificate of the CA bundle is taken', async t => {
  const caBundle = join(t.testdir({ 'ca.pem': loopbackCertificate.cert }), 'ca.pem')
  const { http } = testHttpClient(t, { caBundle })
  t.match(await http.send({ method: 'GET', url: await startTlsServer(t) }), { status: 200, body: Buffer.from('safe') })
})

t.test('verification can be switched off', async t => {
  const { http } = testHttpClient(t, { verifyTls: false })
  t.match(await http.send({ method: 'GET', url: await startTlsServer(t) }), { status: 200 })
})
