import { createServer } from 'node:http'
import t, { type Test } from 'tap'
import { openListener } from '../../../plugins/metrics/open-listener.js'

const HOST = '127.0.0.1'

async function listen(t: Test, exposition: () => Promise<{ contentType: string; text: string }>) {
  const listener = await openListener({ exposition }, { host: HOST, port: 0 })
  t.teardown(() => listener.close())
  return `http://${HOST}:${listener.port}`
}

t.test('it serves the metrics and nothing else', async t => {
  const url = await listen(t, async () => ({ contentType: 'text/plain; version=0.0.4', text: 'mcp_things 1\n' }))
  const response = await fetch(`${url}/metrics`)
  t.equal(response.headers.get('content-type'), 'text/plain; version=0.0.4')
  t.equal(await response.text(), 'mcp_things 1\n')
  t.equal((await fetch(`${url}/metrics?name=x`)).status, 200)
  for (const path of ['/', '/mcp', '/api/v1/status', '/metrics/..%2f', '/health/live'])
    t.equal((await fetch(`${url}${path}`)).status, 404, path)
  const posted = await fetch(`${url}/metrics`, { method: 'POST', body: 'x' })
  t.equal(posted.status, 405)
  t.equal(posted.headers.get('allow'), 'GET')
})

t.test('metrics that cannot be collected are an error without words to whoever asks, and told to us', async t => {
  const failures: unknown[] = []
  const broken = new TypeError('secret')
  const onFailure = (error: unknown) => void failures.push(error)
  const listener = await openListener({ exposition: () => Promise.reject(broken) }, { host: HOST, port: 0, onFailure })
  t.teardown(() => listener.close())
  const response = await fetch(`http://${HOST}:${listener.port}/metrics`)
  t.equal(response.status, 500)
  t.equal(await response.text(), '')
  t.strictSame(failures, [broken])
})

t.test('who asks while an answer is made shares it', async t => {
  let made = 0
  let finish = () => {}
  const waiting = new Promise<void>(resolve => (finish = resolve))
  const url = await listen(t, async () => {
    made += 1
    await waiting
    return { contentType: 'text/plain', text: String(made) }
  })
  const all = Promise.all([1, 2, 3].map(async () => (await fetch(`${url}/metrics`)).text()))
  for (let turn = 0; turn < 20; turn += 1) await new Promise(resolve => setTimeout(resolve, 5))
  finish()
  t.strictSame(await all, ['1', '1', '1'])
})

t.test('a port that is taken is told to whoever opens it', async t => {
  const taken = createServer()
  await new Promise<void>(resolve => taken.listen(0, HOST, resolve))
  t.teardown(() => void taken.close())
  const { port } = taken.address() as { port: number }
  const exposition = async () => ({ contentType: '', text: '' })
  await t.rejects(openListener({ exposition }, { host: HOST, port }), { code: 'EADDRINUSE' })
})
