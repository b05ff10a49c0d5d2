import t from 'tap'
import { serveMcp, basic } from './serve-mcp.js'

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

t.test('a browser gets a page and no question for a password, and the page has its style', async t => {
  const { app } = await serveMcp(t)
  const answer = await app.inject({ url: '/mcp', headers: BROWSER })
  t.match(answer, { statusCode: 405, headers: { allow: 'POST', 'content-type': /^text\/html/ } })
  t.equal(answer.headers['www-authenticate'], undefined)
  t.match(answer.body, /assistants/)
  t.match(await app.inject('/mcp/pages.css'), { statusCode: 200, headers: { 'content-type': /^text\/css/ } })
})

t.test('with a slash at the end a browser is led to the address without, below a sub-path too', async t => {
  const { app } = await serveMcp(t)
  for (const url of ['/mcp/', '/mcp/?from=mail'])
    t.match(await app.inject({ url, headers: BROWSER }), { statusCode: 302, headers: { location: '../mcp' } }, url)
  t.equal(new URL('../mcp', 'https://example.com/sub/mcp/').pathname, '/sub/mcp')
})

t.test('programs are answered as the protocol says, whoever they are', async t => {
  const { app } = await serveMcp(t)
  for (const accept of ['text/event-stream', '*/*', 'application/json']) {
    t.match(await app.inject({ url: '/mcp', headers: { accept } }), { statusCode: 401 }, accept)
  }
  const authorization = basic('alice', 'alice-demo-password')
  const known = await app.inject({ url: '/mcp', headers: { ...BROWSER, authorization } })
  t.match(known, { statusCode: 405, headers: { 'content-type': /json/ } })
  t.match(await app.inject({ method: 'POST', url: '/mcp', headers: BROWSER }), { statusCode: 401 })
})

t.test('a host that is not ours is refused to browsers too', async t => {
  const { app } = await serveMcp(t)
  t.match(await app.inject({ url: '/mcp', headers: { ...BROWSER, host: 'evil.example' } }), { statusCode: 403 })
})
