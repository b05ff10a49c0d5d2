import t from 'tap'
import { rawRequest, sendRaw, statusOf } from './raw-http.js'
import { START, startVictim, type Victim } from './victim.js'

const LIST = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' })
const plain = ({ url }: Victim) => [
  `Host: ${new URL(url).host}`,
  'Content-Type: application/json',
  'Accept: application/json, text/event-stream',
]
const post = (victim: Victim, headers: readonly string[], path = '/mcp', body = LIST) => {
  const length = headers.some(one => /^(content-length|transfer-encoding)/i.test(one))
    ? []
    : [`Content-Length: ${body.length}`]
  return sendRaw(victim.url, rawRequest(`POST ${path}`, [...plain(victim), ...headers, ...length], body))
}
const auth = (header: { authorization: string }) => `Authorization: ${header.authorization}`

t.test('two Authorization headers are 401 on every surface, whichever of them is good', async t => {
  const victim = await startVictim(t)
  const [good, bad] = [victim.basic('alice'), victim.basic('bob', 'wrong')].map(auth)
  const token = auth(await victim.bearer('alice'))
  t.equal(statusOf(await post(victim, [good!])), 200)
  for (const pair of [
    [good, bad],
    [bad, good],
    [good, good],
    [good, token],
    [token, good],
  ])
    t.equal(statusOf(await post(victim, pair.map(String))), 401)
  t.equal(statusOf(await post(victim, [`${good}, ${good?.slice(15)}`])), 401, 'joined by a comma')
  const own = (headers: readonly string[]) =>
    sendRaw(victim.url, rawRequest('GET /api/v1/users/alice/access', [plain(victim)[0]!, ...headers]))
  t.equal(statusOf(await own([good!])), 200)
  for (const pair of [
    [good, bad],
    [bad, good],
    [good, good],
  ])
    t.equal(statusOf(await own(pair.map(String))), 401)
  const session = (headers: readonly string[]) =>
    sendRaw(victim.url, rawRequest('GET /api/v1/users/alice/session', [plain(victim)[0]!, ...headers]))
  t.equal(statusOf(await session([token])), 200)
  for (const pair of [
    [token, token],
    [token, good],
    [good, token],
  ])
    t.equal(statusOf(await session(pair.map(String))), 401)
})

t.test('requests that two servers could read differently are refused, and nothing behind them is answered', async t => {
  const victim = await startVictim(t)
  const good = auth(victim.basic('alice'))
  const hidden = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n'
  const cases: Record<string, readonly string[]> = {
    'both lengths': [good, 'Transfer-Encoding: chunked', 'Content-Length: 6'],
    'two lengths': [good, 'Content-Length: 5', `Content-Length: ${LIST.length}`],
    'a length with a plus': [good, `Content-Length: +${LIST.length}`],
    'a negative length': [good, 'Content-Length: -1'],
    'a space before the colon': [good, `Content-Length : ${LIST.length}`],
    'a folded header': [good, `Content-Length: ${LIST.length}`, 'X-Folded: a', ' Authorization: Basic eDp5'],
    'an unknown coding': [good, 'Transfer-Encoding: xchunked'],
    'chunked, not last': [good, 'Transfer-Encoding: chunked, identity'],
    'a NUL in a value': [good, `Content-Length: ${LIST.length}`, 'X-Nul: a\u0000b'],
    'a bare CR in a value': [good, `Content-Length: ${LIST.length}`, 'X-Cr: a\rX-Evil: b'],
  }
  for (const [what, headers] of Object.entries(cases)) {
    const answer = await post(victim, headers, '/mcp', `0\r\n\r\n${hidden}`)
    t.ok(statusOf(answer) >= 400 && statusOf(answer) < 500, `${what}: ${answer.slice(0, 40)}`)
    t.notMatch(answer, /"alive"|nc_notes/, what)
  }
  t.match(statusOf(await sendRaw(victim.url, 'GET /health/live HTTP/1.1\r\n\r\n')), 400, 'no Host')
})

t.test('line breaks in an address end up in no header, and in no second log line', async t => {
  const victim = await startVictim(t)
  for (const poison of [
    '%0d%0aSet-Cookie:%20evil=1',
    '%0aSet-Cookie: evil=1',
    '%E5%98%8D%E5%98%8ASet-Cookie:evil=1',
    '%00',
  ]) {
    for (const name of ['state', 'return_to', 'ticket', 'anything']) {
      const line = `GET ${START}?${name}=${poison.replaceAll(' ', '%20')}`
      const answer = await sendRaw(victim.url, rawRequest(line, [plain(victim)[0]!]))
      t.notMatch(answer.slice(0, answer.indexOf('\r\n\r\n')), /evil=1/, name)
    }
    await victim.app.inject(`/oauth/callback?state=${poison}&code=${poison}&error=${poison}`)
  }
  t.ok(victim.lines.length > 10)
  for (const line of victim.lines) t.doesNotThrow(() => JSON.parse(line), 'one record, one line')
})

t.test('LOG-4: names that want to be log lines are escaped, short, and never in the shape of a record', async t => {
  const victim = await startVictim(t)
  const fake = '{"level":60,"msg":"all is lost"}'
  for (const name of [`x"},${fake}`, `\u2028${fake}`, `\u001b[31mred`, 'x'.repeat(255)]) {
    const headers = { authorization: `Basic ${Buffer.from(`${name}:secret-of-nobody`).toString('base64')}` }
    await victim.mcp(LIST, { ...headers, 'x-forwarded-for': '198.51.100.3', 'user-agent': `evil\u00ff${fake}` })
    await victim.app.inject({ url: `/api/v1/users/${encodeURIComponent(name)}/session`, headers })
    await victim.app.inject({
      method: 'POST',
      url: `/nowhere/${encodeURIComponent(name)}?x=${encodeURIComponent(fake)}`,
    })
  }
  for (const line of victim.lines) {
    t.not(JSON.parse(line).msg, 'all is lost')
    t.notMatch(line.trim(), /[\p{Cc}\u2028\u2029]/u)
    t.notOk(line.includes('x'.repeat(201)) || line.includes('secret-of-nobody'))
  }
})

t.test('GAP-35: a spoofed X-Forwarded-For of somebody who is no proxy changes nothing', async t => {
  const victim = await startVictim(t)
  const attempt = (remoteAddress: string, forwarded: string) =>
    victim.app.inject({ url: START, remoteAddress, headers: { 'x-forwarded-for': forwarded } })
  for (let index = 0; index < 20; index += 1) await attempt('203.0.113.5', `198.51.100.${index}`)
  t.equal((await attempt('203.0.113.5', '198.51.100.99')).statusCode, 429, 'the peer is what counts')
  t.equal((await attempt('203.0.113.6', '203.0.113.5')).statusCode, 302, 'and it cannot be put on another')
  const rows = await victim.app.storage!.audit.list({ limit: 200 })
  t.notOk(rows.some(({ ip }) => ip?.startsWith('198.51.100.')))
  for (let index = 0; index < 20; index += 1) await attempt('127.0.0.1', `192.0.2.${index}, 203.0.113.77`)
  t.equal((await attempt('127.0.0.1', '192.0.2.200, 203.0.113.77')).statusCode, 429, 'behind a proxy, the last hop')
})
