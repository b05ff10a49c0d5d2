import { request } from 'node:http'
import t from 'tap'
import { startHybridServer } from '../../helpers/hybrid-server.js'

const url = '/api/v1/users/alice/access'

t.test('a stranger who guesses is held back, and the person from elsewhere is not', async t => {
  const server = await startHybridServer(t, { env: { FORWARDED_ALLOW_IPS: '127.0.0.1' } })
  const ask = async (password: string, ip: string) => {
    const headers = { ...server.basic('alice', password), 'x-forwarded-for': ip }
    return server.app.inject({ url, headers })
  }
  const good = server.sandbox.createAppPassword('alice')
  t.equal((await ask(good, '198.51.100.7')).statusCode, 200)
  const statuses = new Set<number>()
  for (let n = 0; n < 20; n += 1) statuses.add((await ask(`guess-${n}-xxxxxxxxxxxx`, '203.0.113.9')).statusCode)
  t.ok(statuses.has(429), [...statuses].join())
  const limited = await ask('guess-again-xxxxxxxxx', '203.0.113.9')
  t.match(limited.json(), { success: false, error: /^Rate limit exceeded\. Try again in \d+ seconds\.$/ })
  t.ok(Number(limited.headers['retry-after']) >= 1)
  t.equal((await ask(good, '198.51.100.7')).statusCode, 200)
})

t.test('BA-2: two Authorization headers are no claim, even when both are right', async t => {
  const server = await startHybridServer(t)
  const { authorization } = server.basic('alice')
  const twice = ['Authorization', authorization, 'Authorization', authorization]
  const { statusCode } = await new Promise<{ statusCode: number | undefined }>((resolve, reject) => {
    const sent = request(`${server.url}${url}`, {
      headers: ['Host', '127.0.0.1', ...twice],
    })
    sent.on('response', resolve).on('error', reject).end()
  })
  t.equal(statusCode, 401)
})
