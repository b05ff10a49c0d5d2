import { connect } from 'node:net'
import type { Test } from 'tap'
import { heapInUse } from '../helpers/heap-in-use.js'
import type { HybridServer } from '../helpers/hybrid-server.js'

const HOW_MANY = 50_000
const SOCKETS = 5
const BATCH = 500
const MIB = 1024 * 1024
const STATUS_LINE = /HTTP\/1\.1 (\d{3}) /g
const STATUS_LENGTH = 'HTTP/1.1 200 '.length

/** Sends `count` requests over one connection, pipelined, and counts the statuses. */
function pour(server: Pick<HybridServer, 'url'>, path: string, count: number, header: (index: number) => string) {
  const { port, host } = new URL(server.url)
  const socket = connect({ host: '127.0.0.1', port: Number(port) })
  const statuses = new Map<string, number>()
  let sent = 0
  let answered = 0
  let rest = ''
  const more = () => {
    const end = Math.min(count, sent + BATCH)
    let text = ''
    for (; sent < end; sent += 1) text += `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${header(sent)}\r\n\r\n`
    socket.write(text)
  }
  return new Promise<Map<string, number>>((resolve, reject) => {
    socket
      .setEncoding('latin1')
      .on('error', reject)
      .setTimeout(25_000, () => reject(new RangeError('no answer')))
    socket.on('data', (chunk: string) => {
      const text = rest + chunk
      const found = [...text.matchAll(STATUS_LINE)]
      // What follows the last whole status line may hold the beginning of the next one.
      rest = text.slice(Math.max((found.at(-1)?.index ?? -STATUS_LENGTH) + STATUS_LENGTH, text.length - STATUS_LENGTH))
      for (const [, status = ''] of found) statuses.set(status, (statuses.get(status) ?? 0) + 1)
      answered += found.length
      if (answered >= count) return void resolve(statuses)
      if (answered === sent) more()
    })
    more()
  }).finally(() => socket.destroy())
}

/** Many requests at once; what they left in memory is measured. @returns how often each status came. */
export async function flood(
  t: Test,
  server: Pick<HybridServer, 'url' | 'sandbox'>,
  path: string,
  header: (index: number) => string,
  howMany = HOW_MANY,
) {
  await pour(server, path, 2000, index => header(-1 - index))
  server.sandbox.clearCalls()
  const before = heapInUse()
  const each = howMany / SOCKETS
  const parts = await Promise.all(
    Array.from({ length: SOCKETS }, (_, part) => pour(server, path, each, index => header(part * each + index))),
  )
  const grown = heapInUse() - before
  t.ok(grown < 48 * MIB, `${Math.round(grown / MIB)} MiB more`)
  const statuses = new Map<string, number>()
  for (const [status, count] of parts.flatMap(part => [...part]))
    statuses.set(status, (statuses.get(status) ?? 0) + count)
  t.equal(
    [...statuses.values()].reduce((sum, count) => sum + count, 0),
    howMany,
  )
  return statuses
}
