import type { PassThrough } from 'node:stream'

interface Message {
  id?: unknown
  result?: any
  error?: any
}

/** The other end of two pipes: writes JSON-RPC, and keeps every line that comes. */
export function lineClient({ input, output }: { input: PassThrough; output: PassThrough }) {
  const lines: string[] = []
  let wake = () => {}
  let rest = ''
  output.on('data', (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
    wake()
  })
  const messages = (): Message[] => lines.map(line => JSON.parse(line))
  return {
    lines,
    send: (message: object) => void input.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`),
    async answer(id: number): Promise<Message> {
      for (;;) {
        const found = messages().find(message => message.id === id)
        if (found) return found
        await new Promise<void>(resolve => (wake = resolve))
      }
    },
  }
}

export const INITIALIZE = {
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
}
