import { runDemo, invite } from '../demo/run-demo.js'
import { startDemoWorld } from '../demo/demo-world.js'
import { createNarrator } from '../demo/narrator.js'

export interface DemoOptions {
  /** End after the story instead of staying up. */
  once: boolean
}

export interface DemoIo {
  /** Takes one line, without the line break. */
  write(line: string): void
  /** Resolves when a person wants to stop. */
  interrupted(): Promise<void>
}

const CRON_INTERVAL_MS = 3_000

/** Sandbox and server come up, the story is told, and both stay up until interrupted. @throws {DemoFailed} */
export async function demo({ once }: DemoOptions, io: DemoIo): Promise<void> {
  const tell = createNarrator(io.write)
  const world = await startDemoWorld({ cronIntervalMs: once ? 0 : CRON_INTERVAL_MS })
  try {
    io.write(`Sandbox Nextcloud  ${world.sandbox.url}`)
    io.write(`MCP server         ${world.serverUrl}/mcp`)
    await runDemo(world, tell)
    if (once) return
    invite(world, tell)
    await io.interrupted()
  } finally {
    await world.close()
  }
}
