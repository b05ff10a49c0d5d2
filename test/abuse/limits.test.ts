import t, { type Test } from 'tap'
import { heapInUse } from '../helpers/heap-in-use.js'
import { rawRequest, sendRaw, statusOf } from './raw-http.js'
import { callOf, startVictim, START, type Victim } from './victim.js'

const MIB = 1024 * 1024
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const isAlive = async (t: Test, victim: Victim) => t.equal((await victim.app.inject('/health/live')).statusCode, 200)

t.test('GAP-28: a header of 1 MiB is 431 on every surface, and Nextcloud hears nothing', async t => {
  const victim = await startVictim(t)
  victim.wire.sent.splice(0)
  for (const path of ['/mcp', '/api/v1/status', START, '/webhooks/nextcloud', '/health/live']) {
    for (const header of [
      `Authorization: Basic ${'A'.repeat(MIB)}`,
      `X-${'a'.repeat(MIB)}: 1`,
      `Cookie: ${'c=1;'.repeat(MIB / 4)}`,
    ]) {
      const answer = await sendRaw(victim.url, rawRequest(`GET ${path}`, ['Host: 127.0.0.1', header]))
      t.equal(statusOf(answer), 431, `${path} ${header.slice(0, 8)}`)
    }
  }
  t.strictSame(victim.wire.outbound(), [])
  await isAlive(t, victim)
})

t.test('GAP-28: slow headers and bodies end by themselves', async t => {
  const { app } = await startVictim(t)
  const { headersTimeout, requestTimeout, keepAliveTimeout, maxHeadersCount } = app.server
  t.ok(headersTimeout > 0 && headersTimeout <= 15_000)
  t.ok(requestTimeout > 0 && requestTimeout <= 30_000)
  t.ok(keepAliveTimeout > 0 && keepAliveTimeout <= 75_000)
  t.ok(maxHeadersCount === null || maxHeadersCount === undefined || maxHeadersCount <= 2000)
})

t.test('a body that is too large is 413 with the surface’s own words, before it is read as anything', async t => {
  const victim = await startVictim(t)
  await victim.provision('admin')
  const bearer = await victim.bearer('admin')
  const send = (url: string, size: number, headers: Record<string, string>) =>
    victim.app.inject({ method: 'POST', url, headers, payload: 'x'.repeat(size) })
  t.equal((await send('/mcp', 4 * MIB + 1, victim.basic('alice'))).statusCode, 413)
  t.equal((await send('/api/v1/webhooks', 65 * 1024, bearer)).statusCode, 413)
  t.equal((await send('/webhooks/nextcloud', 257 * 1024, { authorization: 'Bearer x' })).statusCode, 413)
  t.equal((await send('/mcp', 4 * MIB + 1, {})).statusCode, 401, 'and who is nobody may not even send it')
  await isAlive(t, victim)
})

t.test('deep and huge JSON is answered, and the server lives', async t => {
  const victim = await startVictim(t)
  const alice = victim.basic('alice')
  for (const body of [
    nested(100_000),
    `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"nc_notes_get_note","arguments":${nested(50_000)}}}`,
    `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"nc_notes_get_note","arguments":{"note_id":${nested(50_000)}}}}`,
    `{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}}`,
    `{"jsonrpc":"2.0","id":${'9'.repeat(100_000)},"method":"ping"}`,
    JSON.stringify(
      callOf('nc_notes_search_notes', Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`k${n}`, n]))),
    ),
  ]) {
    const answer = await victim.mcp(body, alice)
    t.ok(answer.status < 500 && answer.body.length < 16 * 1024, `${answer.status}, ${answer.body.length} bytes`)
  }
  const bearer = await victim.bearer('alice')
  const headers = { ...bearer, 'content-type': 'application/json' }
  const api = await victim.app.inject({ method: 'POST', url: '/api/v1/webhooks', headers, payload: nested(30_000) })
  t.match(api.statusCode, 400)
  await isAlive(t, victim)
})

t.test('a batch of 10 000 messages is one refusal, not 10 000 answers', async t => {
  const victim = await startVictim(t)
  const alice = victim.basic('alice')
  await victim.mcp({}, alice)
  for (const message of [{ jsonrpc: '2.0', id: 1, method: 'tools/list' }, callOf('nc_users_whoami', {})]) {
    const batch = Array.from({ length: 10_000 }, (_, id) => ({ ...message, id }))
    victim.wire.sent.splice(0)
    const answer = await victim.mcp(batch, alice)
    t.ok(answer.status >= 400 && answer.status < 500, `${answer.status}`)
    t.ok(answer.body.length < 2000)
    t.strictSame(victim.wire.outbound(), [])
  }
  await isAlive(t, victim)
})

t.test('names from every object’s own attic are unknown methods and unknown tools', async t => {
  const victim = await startVictim(t)
  const alice = victim.basic('alice')
  for (const name of [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '__defineGetter__',
    '',
    'tools/../list',
  ]) {
    const method = await victim.mcp({ jsonrpc: '2.0', id: 1, method: name }, alice)
    t.ok(/-32601|-32600|-32700/.test(method.body), `${name}: ${method.body.slice(0, 80)}`)
    const tool = await victim.mcp(callOf(name, {}), alice)
    t.match(tool.body, /-32602/, name)
  }
  for (const args of [
    '{"__proto__":{"admin":true}}',
    '{"constructor":{"prototype":{"admin":true}}}',
    '{"path":"/","__proto__":{"limit":1}}',
  ]) {
    await victim.mcp(JSON.stringify(callOf('nc_files_list_folder', {})).replace('{}', args), alice)
    t.notOk('admin' in {})
  }
  t.notMatch(JSON.stringify({}), /admin/)
})

t.test('GAP-44: a million addresses leave limiters of bounded size', async t => {
  const { createStartLimiter } = await import('../../src/auth/provisioning/start-limiter.js')
  const { createBasicThrottle } = await import('../../src/auth/basic/basic-throttle.js')
  const limiter = createStartLimiter(Date.now)
  const throttle = createBasicThrottle(Date.now)
  const before = heapInUse()
  for (let count = 0; count < 1_000_000; count += 1) {
    const ip = `2001:db8:${(count >> 16).toString(16)}:${(count & 0xffff).toString(16)}::1`
    if (count % 4 === 0) limiter.start(ip)
    if (count % 20 === 0) throttle.missed(ip, `user-${count}`)
  }
  t.ok(throttle.size() <= 40_000)
  const grown = heapInUse() - before
  t.ok(grown < 48 * MIB, `${Math.round(grown / MIB)} MiB more`)
  const home = Array.from({ length: 21 }, (_, host) => limiter.start(`2001:db8:ffff:1::${host.toString(16)}`))
  t.ok(home.at(-1)! > 0, 'and a whole /64 is one address')
})
