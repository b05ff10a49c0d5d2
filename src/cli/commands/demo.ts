import { startDemoWorld } from '../demo/demo-world.js'
import { createNarrator, type Narrator } from '../demo/narrator.js'
import { invite, runDemo } from '../demo/run-demo.js'
import { inviteOAuth, runOAuthDemo } from '../demo/run-oauth-demo.js'
import { inviteSingle, runSingleDemo } from '../demo/run-single-demo.js'
import { startSingleWorld } from '../demo/single-world.js'

/** Modes that have a story. */
export const DEMO_MODES = ['hybrid', 'oauth', 'single'] as const
export type DemoMode = (typeof DEMO_MODES)[number]

export interface DemoOptions {
  /** End after the story instead of staying up. */
  once: boolean
  mode?: DemoMode
}

export interface DemoIo {
  /** Takes one line, without the line break. */
  write(line: string): void
  /** Resolves when a person wants to stop. */
  interrupted(): Promise<void>
}

/** A world that is up, and its story. */
interface Story {
  sandboxUrl: string
  serverUrl: string
  run(tell: Narrator): Promise<void>
  invite(tell: Narrator): void
  close(): Promise<void>
}

const CRON_INTERVAL_MS = 3_000

/** Sandbox and server come up, the story is told, and both stay up until interrupted. @throws {DemoFailed} */
export async function demo({ once, mode = 'hybrid' }: DemoOptions, io: DemoIo): Promise<void> {
  const tell = createNarrator(io.write)
  const story = await STORIES[mode](once)
  try {
    io.write(`Sandbox Nextcloud  ${story.sandboxUrl}`)
    io.write(`MCP server         ${story.serverUrl}/mcp`)
    await story.run(tell)
    if (once) return
    story.invite(tell)
    await io.interrupted()
  } finally {
    await story.close()
  }
}

const STORIES: Readonly<Record<DemoMode, (once: boolean) => Promise<Story>>> = { hybrid, oauth, single }

async function hybrid(once: boolean): Promise<Story> {
  const world = await startDemoWorld({ cronIntervalMs: once ? 0 : CRON_INTERVAL_MS })
  const { sandbox, serverUrl, close } = world
  const run = (tell: Narrator) => runDemo(world, tell)
  return { sandboxUrl: sandbox.url, serverUrl, run, invite: tell => invite(world, tell), close }
}

async function oauth(): Promise<Story> {
  const world = await startDemoWorld({ cronIntervalMs: 0, mode: 'oauth' })
  const { sandbox, serverUrl, close } = world
  const run = (tell: Narrator) => runOAuthDemo(world, tell)
  return { sandboxUrl: sandbox.url, serverUrl, run, invite: tell => inviteOAuth(world, tell), close }
}

async function single(): Promise<Story> {
  const world = await startSingleWorld()
  const { sandbox, serverUrl, close } = world
  const run = (tell: Narrator) => runSingleDemo(world, tell)
  return { sandboxUrl: sandbox.url, serverUrl, run, invite: tell => inviteSingle(world, tell), close }
}
