import t from 'tap'
import { startVictim, type Victim } from './victim.js'

const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
const basicOf = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` })
const probes = ({ sandbox }: Victim) => sandbox.calls.filter(call => call.path.endsWith('/cloud/user'))
const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
}

t.test('GAP-24: no method of /mcp and no message of MCP answers without the right credentials', async t => {
  const victim = await startVictim(t)
  for (const headers of [{}, victim.basic('alice', 'wrong'), await victim.bearer('alice')]) {
    for (const method of ['GET', 'DELETE', 'PUT', 'OPTIONS', 'HEAD'] as const) {
      const response = await victim.app.inject({ method, url: '/mcp', headers })
      t.ok([401, 404, 405].includes(response.statusCode), `${method} ${response.statusCode}`)
      t.notMatch(response.body, /nc_notes/)
    }
    for (const body of [LIST, initialize, { ...LIST, method: 'ping' }, [], '{', '']) {
      const answer = await victim.mcp(body, headers)
      t.equal(answer.status, 401)
      t.match(answer.headers, { 'www-authenticate': /^Basic / })
    }
  }
})

t.test('GAP-25: 100 identical bad requests cost Nextcloud at most 4 attempts, and alice works on', async t => {
  const victim = await startVictim(t, { settings: { bruteForceProtection: true } })
  for (let count = 0; count < 100; count += 1) {
    t.not((await victim.mcp(LIST, victim.basic('bob', 'wrong'))).status, 200)
    victim.later(10_000)
  }
  t.ok(probes(victim).length <= 4, `${probes(victim).length} attempts`)
  t.equal((await victim.mcp(LIST, victim.basic('alice'))).status, 200)
})

t.test('GAP-25: a crowd that guesses does not get our address blocked at Nextcloud', async t => {
  const victim = await startVictim(t, { settings: { bruteForceProtection: true } })
  t.equal((await victim.mcp(LIST, victim.basic('alice'))).status, 200)
  victim.sandbox.clearCalls()
  for (let count = 0; count < 200; count += 1) {
    const headers = { ...basicOf(`user-${count}:guess`), 'x-forwarded-for': `198.51.100.${count}` }
    await victim.mcp(LIST, headers)
  }
  t.ok(probes(victim).length <= 10, `${probes(victim).length} attempts`)
  t.notOk(probes(victim).some(({ status }) => status === 429))
  victim.later(61_000)
  t.equal((await victim.mcp(LIST, victim.basic('alice'))).status, 200, 'who was good before is let through')
})

t.test('GAP-26: no session id is given, and one that is brought along opens nothing', async t => {
  const victim = await startVictim(t)
  const answer = await victim.mcp(initialize, victim.basic('alice'))
  t.equal(answer.status, 200)
  t.notOk(Object.keys(answer.headers).some(name => name === 'mcp-session-id' || name === 'set-cookie'))
  const stolen = { 'mcp-session-id': 'a1b2c3d4-e5f6-7890-abcd-ef1234567890', 'last-event-id': '1' }
  t.equal((await victim.mcp(LIST, stolen)).status, 401)
  for (const method of ['GET', 'DELETE'] as const) {
    const anonymous = await victim.app.inject({ method, url: '/mcp', headers: stolen })
    t.equal(anonymous.statusCode, 401, `${method} without credentials`)
    const headers = { ...stolen, ...victim.basic('bob'), accept: 'text/event-stream' }
    t.equal((await victim.app.inject({ method, url: '/mcp', headers })).statusCode, 405, `${method} with them`)
  }
  const mine = await victim.call('nc_users_whoami', {}, { ...stolen, ...victim.basic('bob') })
  t.match(mine.text, /bob/)
})

t.test('GAP-27: after a password change the old one fails at the next call, and is forgotten here', async t => {
  const victim = await startVictim(t)
  const old = victim.basic('alice')
  t.notOk((await victim.call('nc_notes_search_notes', {}, old)).isError)
  victim.sandbox.setPassword('alice', 'a-new-password')
  const call = await victim.call('nc_notes_search_notes', {}, old)
  t.ok(call.isError || call.status === 401)
  t.notMatch(call.text, /next_cursor/)
  t.equal((await victim.mcp(LIST, old)).status, 401)
  t.equal((await victim.mcp(LIST, victim.basic('alice', 'a-new-password'))).status, 200)
})

t.test('GAP-28: what is not plainly Basic is 401, and Nextcloud never hears of it', async t => {
  const victim = await startVictim(t)
  const good = victim.basic('alice').authorization.slice(6)
  victim.sandbox.clearCalls()
  const bent = [
    'Basic',
    'Basic ',
    good,
    `Basic\t${good}`,
    `Basic ${good}=`,
    `Basic ${good} ${good}`,
    `Basic ${good},`,
    `Basic ${good.replaceAll('=', '')}!`,
    `Basic "${good}"`,
    `Basic ${'A'.repeat(8192)}`,
    `Digest ${good}`,
    basicOf('alice').authorization,
    basicOf(':x').authorization,
    basicOf('alice:').authorization,
    basicOf('al\u0000ice:x').authorization,
    basicOf('alice:x\r\nX-Evil: 1').authorization,
    `Basic ${Buffer.from([0xff, 0xfe, 0x3a, 0x78]).toString('base64')}`,
    basicOf(`${'a'.repeat(256)}:x`).authorization,
    basicOf(`alice:${'p'.repeat(1025)}`).authorization,
  ]
  for (const [index, authorization] of bent.entries()) {
    const headers = { authorization, 'x-forwarded-for': `198.51.100.${index}` }
    t.equal((await victim.mcp(LIST, headers)).status, 401, authorization.slice(0, 24))
  }
  t.strictSame(probes(victim), [])
  t.equal((await victim.mcp(LIST, { authorization: `bAsIc   ${good}` })).status, 200, 'the scheme has no case')
})

t.test('letters that only look alike are another person, and another password', async t => {
  const victim = await startVictim(t)
  victim.sandbox.setPassword('alice', 'p\u00e4ssw\u00f6rd-of-alice')
  const good = basicOf('alice:p\u00e4ssw\u00f6rd-of-alice')
  t.equal((await victim.mcp(LIST, good)).status, 200)
  const alike = ['\uff41lice', 'al\u0131ce', 'alice\u200b', '\ufeffalice', 'al\u0456ce', 'a\u0301lice', 'alice ']
  for (const [index, name] of [...alike, 'alice'].entries()) {
    const password = name === 'alice' ? 'p\u00e4ssw\u00f6rd-of-alice'.normalize('NFD') : 'p\u00e4ssw\u00f6rd-of-alice'
    const headers = { ...basicOf(`${name}:${password}`), 'x-forwarded-for': `198.51.100.${index}` }
    t.match((await victim.mcp(LIST, headers)).status, /^(401|429)$/, JSON.stringify(name))
  }
  t.equal((await victim.mcp(LIST, good)).status, 200, 'and she herself is not locked out')
})

t.test('a name with path and query characters reaches no other path at Nextcloud', async t => {
  const victim = await startVictim(t)
  for (const name of ['../../admin', 'alice/../admin', 'alice?x=1', 'alice#', '%2e%2e/admin', 'alice@evil.example'])
    await victim.mcp(LIST, { ...basicOf(`${name}:x`), 'x-forwarded-for': '198.51.100.77' })
  t.ok(victim.wire.outbound().every(call => /cloud\/user$|openid-configuration$|oidc\/register$/.test(call)))
})

t.test('GAP-37: no tool takes a person, and one that is named anyway is refused', async t => {
  const victim = await startVictim(t)
  const list = await victim.mcp(LIST, victim.basic('alice'))
  const { tools } = JSON.parse(list.body).result
  t.ok(tools.length > 10)
  for (const { name, inputSchema } of tools) {
    const names = Object.keys(inputSchema.properties ?? {})
    t.notOk(
      names.some(one => /^(user|user_?id|uid|login|owner|account|username)$/i.test(one)),
      name,
    )
  }
  for (const name of [
    'nc_users_whoami',
    'nc_access_get_status',
    'nc_access_revoke',
    'nc_access_create_authorize_link',
  ]) {
    if (!tools.some((tool: { name: string }) => tool.name === name)) t.fail(`${name} is not there`)
    const answer = await victim.call(name, { user_id: 'admin' }, victim.basic('alice'))
    t.notMatch(answer.text, /"admin"/, name)
  }
})
