import { createSocket } from 'node:dgram'
import t, { type Test } from 'tap'
import { resolveName } from '../../../../src/auth/server/clients/resolve-name.js'

const A = 1
const AAAA = 28
type Records = Partial<Record<number, readonly number[]>>

/** A name server on loopback. `records`: the bytes of the address by type of question; absent: no such name. undefined: it never answers. */
async function nameServer(t: Test, records: Records | undefined) {
  const socket = createSocket('udp4')
  socket.on('message', (question, { port, address }) => {
    if (records) socket.send(answerTo(question, records), port, address)
  })
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', resolve))
  t.teardown(() => socket.close())
  return [`127.0.0.1:${socket.address().port}`]
}

function answerTo(query: Buffer, records: Records): Buffer {
  let end = 12
  while (query[end] !== 0) end += query[end]! + 1
  const question = query.subarray(12, end + 5)
  const type = query.readUInt16BE(end + 1)
  const data = records[type]
  const header = Buffer.from(query.subarray(0, 12))
  header.writeUInt16BE(data ? 0x8180 : 0x8183, 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(data ? 1 : 0, 6)
  header.fill(0, 8)
  if (!data) return Buffer.concat([header, question])
  const record = Buffer.from([0xc0, 0x0c, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length, ...data])
  return Buffer.concat([header, question, record])
}

const patient = () => AbortSignal.timeout(5_000)

t.test('the addresses of both families are found, and one of them is enough', async t => {
  const six = [0x20, 0x01, 0x0d, 0xb8, ...Array<number>(11).fill(0), 1]
  const both = await nameServer(t, { [A]: [192, 0, 2, 7], [AAAA]: six })
  t.strictSame(await resolveName('client.example', patient(), both), [
    { address: '192.0.2.7', family: 4 },
    { address: '2001:db8::1', family: 6 },
  ])
  const four = await nameServer(t, { [A]: [192, 0, 2, 7] })
  t.strictSame(await resolveName('client.example', patient(), four), [{ address: '192.0.2.7', family: 4 }])
})

t.test('a name that does not exist is an error', async t => {
  await t.rejects(resolveName('client.example', patient(), await nameServer(t, {})), { code: 'ENOTFOUND' })
})

t.test('name servers that stay silent are given up at the deadline, and hold nothing else up', async t => {
  const silent = await nameServer(t, undefined)
  const { lookup } = await import('node:dns/promises')
  const deadline = AbortSignal.timeout(200)
  const waiting = Array.from({ length: 50 }, (_, index) => resolveName(`c${index}.example`, deadline, silent))
  const ended = Promise.allSettled(waiting)
  t.match(await lookup('127.0.0.1'), { address: '127.0.0.1' })
  const outcomes = await ended
  t.ok(outcomes.every(({ status }) => status === 'rejected'))
  t.match(outcomes[0], { reason: { code: 'ECANCELLED' } })
})
