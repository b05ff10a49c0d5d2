import type { Test } from 'tap'
import { createAudit } from '../../src/auth/audit.js'
import type { OidcDeps } from '../../src/auth/oidc/oidc-deps.js'
import { silentLog } from '../../src/lib/log.js'
import { manualPorts, type ManualPorts } from './manual-ports.js'
import { openTestStorage } from './open-test-storage.js'
import { testConfig } from './test-config.js'
import { testHttpClient } from './test-http-client.js'

export type TestOidcDeps = Omit<OidcDeps, 'ports'> & { ports: ManualPorts }

/** Everything real but the clock: a database of its own, a key, an HTTP client, the configuration an admin would write. */
export async function oidcDeps(
  t: Test,
  nextcloudUrl: string,
  env: Record<string, string | undefined> = {},
  shared: Partial<TestOidcDeps> = {},
): Promise<TestOidcDeps> {
  const ports = shared.ports ?? manualPorts()
  const config = testConfig({ NEXTCLOUD_HOST: nextcloudUrl, ...env })
  const { storage, vault } =
    shared.storage && shared.vault ? { storage: shared.storage, vault: shared.vault } : await openTestStorage(t)
  const { http } = testHttpClient(t)
  return {
    config,
    storage,
    vault,
    http,
    ports,
    log: silentLog,
    audit: createAudit(storage.audit, silentLog, ports.now),
    ...shared,
  }
}

/** Lets everything that waits for real input or output go on, while the clock moves in steps. Until `done` says so. */
export async function runClock(ports: ManualPorts, done: () => boolean, stepMs = 1_000): Promise<void> {
  for (let step = 0; step < 2_000 && !done(); step += 1) {
    await new Promise(resolve => setImmediate(resolve))
    if (step % 5 === 4) await new Promise(resolve => setTimeout(resolve, 1))
    if (step % 20 === 19) ports.advance(stepMs)
  }
}
