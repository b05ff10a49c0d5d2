import { startSandbox } from '../../src/sandbox/start-sandbox.js'
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.js'

/** The part of a test that tears down. */
interface Teardown {
  teardown(task: () => Promise<void>): unknown
}

/** A Nextcloud of the test's own, on a free port, gone when the test ends. */
export async function startTestSandbox(t: Teardown, options?: SandboxOptions): Promise<Sandbox> {
  const sandbox = await startSandbox(options)
  t.teardown(() => sandbox.close())
  return sandbox
}
