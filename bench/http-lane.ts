import { once } from 'node:events'
import { connect } from 'node:net'

const END_OF_HEAD = '\r\n\r\n'

/** One keep-alive connection that sends the same request again and again. Much cheaper than a real client, so that it does not measure itself. */
export interface HttpLane {
  /** Resolves to the status when the whole answer came. */
  send(): Promise<number>
  close(): void
}

export async function openLane(port: number, request: Buffer): Promise<HttpLane> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true })
  await once(socket, 'connect')
  let waiting: { resolve(status: number): void; reject(error: Error): void } | undefined
  let head = Buffer.alloc(0)
  let status = 0
  let missing = 0
  socket.on('data', chunk => {
    if (status === 0) {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk])
      const end = head.indexOf(END_OF_HEAD)
      if (end === -1) return
      const text = head.toString('latin1', 0, end)
      status = Number(text.slice(9, 12))
      missing = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0) - (head.length - end - END_OF_HEAD.length)
      head = Buffer.alloc(0)
    } else missing -= chunk.length
    if (missing > 0) return
    const done = waiting
    const got = status
    waiting = undefined
    status = 0
    done?.resolve(got)
  })
  socket.on('error', error => waiting?.reject(error))
  socket.on('close', () => waiting?.reject(new TypeError('the connection was closed')))
  return {
    send: () =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      }),
    close: () => socket.destroy(),
  }
}
