import t from 'tap'
import { patientTransport } from '../../src/mcp/patient-transport.js'

type Transport = Parameters<typeof patientTransport>[0]

async function setup() {
  const sent: unknown[] = []
  const inner: Transport = {
    start: async () => {},
    send: async message => void sent.push(message),
    close: async () => inner.onclose?.(),
  }
  const patient = patientTransport(inner)
  const heard: unknown[] = []
  patient.transport.onmessage = message => void heard.push(message)
  patient.transport.onclose = () => void heard.push('closed')
  patient.transport.onerror = error => void heard.push(error.message)
  const ask = (id: number, method = 'tools/call') => inner.onmessage?.({ jsonrpc: '2.0', id, method })
  const reply = (id: number) => patient.transport.send({ jsonrpc: '2.0', id, result: {} })
  const isAnswered = async () => {
    const pending = Symbol('pending')
    return (await Promise.race([patient.answered(), new Promise(r => setImmediate(r, pending))])) !== pending
  }
  return { inner, patient, sent, heard, ask, reply, isAnswered }
}

t.test('it is patient until the last answer went out', async t => {
  const { ask, reply, isAnswered, heard, sent } = await setup()
  t.ok(await isAnswered(), 'nothing was asked')
  ask(1)
  ask(2)
  t.notOk(await isAnswered())
  await reply(1)
  t.notOk(await isAnswered())
  await reply(2)
  t.ok(await isAnswered())
  t.equal(heard.length, 2, 'messages pass unchanged')
  t.equal(sent.length, 2)
})

t.test('whoever waits is told when it is so far', async t => {
  const { ask, reply, patient } = await setup()
  ask(1)
  const answered = patient.answered()
  await reply(1)
  t.equal(await answered, undefined)
})

t.test('a cancelled request and a subscription are waited for by nobody', async t => {
  const { inner, ask, isAnswered } = await setup()
  ask(1)
  ask(2, 'subscriptions/listen')
  inner.onmessage?.({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } })
  t.ok(await isAnswered())
  inner.onmessage?.({ jsonrpc: '2.0', method: 'notifications/cancelled' })
  t.ok(await isAnswered(), 'one that names nothing changes nothing')
})

t.test('our own requests and notifications are not answers', async t => {
  const { ask, patient, isAnswered } = await setup()
  ask(1)
  await patient.transport.send({ jsonrpc: '2.0', id: 1, method: 'ping' })
  t.notOk(await isAnswered())
})

t.test('its end and its errors are passed on', async t => {
  const { inner, patient, heard } = await setup()
  inner.onerror?.(new Error('odd'))
  await patient.transport.start()
  await patient.transport.close()
  await patient.closed
  t.strictSame(heard, ['odd', 'closed'])
})
