import { createServer } from 'node:http'
import t from 'tap'
import { addCredentials } from './add-credentials.js'

t.test('the header is added, and what the client says of host and origin stays', async t => {
  const target = createServer(({ headers, method, url }, response) => {
    const { authorization, host, origin } = headers
    response.end(JSON.stringify({ authorization, host, origin, method, url }))
  })
  await new Promise<void>(resolve => target.listen(0, '127.0.0.1', resolve))
  const address = target.address()
  const port = typeof address === 'object' ? address?.port : 0
  const { url, server } = await addCredentials(`http://127.0.0.1:${port}`, 'Basic abc')
  t.teardown(() => {
    for (const one of [server, target]) {
      one.closeAllConnections()
      one.close()
    }
  })
  const response = await fetch(`${url}/mcp?a=1`, {
    method: 'POST',
    headers: { origin: 'http://evil.example' },
    body: '{}',
  })
  t.strictSame(await response.json(), {
    authorization: 'Basic abc',
    host: new URL(url).host,
    origin: 'http://evil.example',
    method: 'POST',
    url: '/mcp?a=1',
  })
})
