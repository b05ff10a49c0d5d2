import { connect } from 'node:net'

/** Sends bytes as they are to a loopback server and returns all that comes back until it closes, or until `enough` says so. */
export async function sendRaw(url: string, bytes: string | Buffer, enough = isAnswer): Promise<string> {
  const { port } = new URL(url)
  const socket = connect({ host: '127.0.0.1', port: Number(port) })
  let received = ''
  return new Promise(resolve => {
    const end = () => {
      socket.destroy()
      resolve(received)
    }
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      received += chunk
      if (enough(received)) end()
    })
    // A server that refuses early resets the connection while we still send; what it said first is what counts.
    socket.on('error', end)
    socket.on('close', end)
    socket.setTimeout(5000, end)
    socket.write(bytes)
  })
}

/** The head and as much of the body as Content-Length announces. */
function isAnswer(received: string): boolean {
  const head = received.indexOf('\r\n\r\n')
  const length = /content-length: (\d+)/i.exec(received)?.[1]
  return head !== -1 && length !== undefined && received.length >= head + 4 + Number(length)
}

export const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)

/** An HTTP/1.1 request of header lines that may be anything. */
export const rawRequest = (line: string, headers: readonly string[], body = '') =>
  `${line} HTTP/1.1\r\n${headers.map(header => `${header}\r\n`).join('')}\r\n${body}`
