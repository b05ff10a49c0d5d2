import { fork } from 'node:child_process'
import { once } from 'node:events'

/** A process of the bench that answers questions. */
export interface Child {
  /** What it said when it was ready. */
  ready: unknown
  ask(question: unknown): Promise<unknown>
  stop(): Promise<void>
}

/** Starts `module` (beside this file) as a process of its own and waits for its first word. */
export async function startChild(module: string, args: readonly string[] = []): Promise<Child> {
  const child = fork(new URL(module, import.meta.url), [...args], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  let waiting: { resolve(message: unknown): void; reject(error: Error): void } | undefined
  const nextMessage = () => new Promise<unknown>((resolve, reject) => (waiting = { resolve, reject }))
  child.on('message', message => waiting?.resolve(message))
  child.on('exit', () => waiting?.reject(new TypeError(`${module} ended too early`)))
  return {
    ready: await nextMessage(),
    ask(question) {
      child.send({ question })
      return nextMessage()
    },
    async stop() {
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
    },
  }
}

/** The child's side: says that it is ready, then answers one question at a time. */
export function serveParent(ready: unknown, answer: (question: unknown) => unknown): void {
  process.on('message', async (message: unknown) => {
    const question =
      typeof message === 'object' && message !== null && 'question' in message ? message.question : undefined
    process.send?.((await answer(question)) ?? null)
  })
  process.on('disconnect', () => process.exit())
  process.send?.(ready)
}
