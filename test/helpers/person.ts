import type { Test } from 'tap'
import { silentLog } from '../../src/lib/log.js'
import { Secret } from '../../src/lib/secret.js'
import type { AccessPort, ToolContext } from '../../src/mcp/tool-context.js'
import { connectNextcloud } from '../../src/nextcloud/connect-nextcloud.js'
import type { NextcloudClient } from '../../src/nextcloud/nextcloud-client.js'
import type { Sandbox, SandboxOptions } from '../../src/sandbox/sandbox.js'
import { startTestSandbox } from './start-sandbox.js'
import { testHttpClient } from './test-http-client.js'

/** A person of the sandbox with the tools in hand. */
export interface Person {
  sandbox: Sandbox
  nextcloud: NextcloudClient
  context: ToolContext
  /** How often Nextcloud refused the credential. */
  rejections: () => number
}

interface PersonOptions {
  uid?: string
  /** Another person in the same Nextcloud. */
  sandbox?: Sandbox
  settings?: SandboxOptions
  password?: string
  access?: AccessPort
  signal?: AbortSignal
}

export async function person(t: Test, options: PersonOptions = {}): Promise<Person> {
  const { uid = 'alice', access, signal = new AbortController().signal } = options
  const sandbox = options.sandbox ?? (await startTestSandbox(t, options.settings))
  const user = sandbox.users.find(candidate => candidate.uid === uid)
  const loginName = user?.loginName ?? uid
  const password = new Secret(options.password ?? user?.password ?? '')
  let rejections = 0
  const nextcloud = connectNextcloud(testHttpClient(t).http, {
    baseUrl: sandbox.url,
    publicUrl: 'https://cloud.example',
    userId: uid,
    credential: { kind: 'basic', loginName, password },
    signal,
    onRejected: () => (rejections += 1),
  })
  const context = {
    user: { id: uid, loginName, displayName: user?.displayName },
    nextcloud,
    access,
    log: silentLog,
    signal,
  }
  return { sandbox, nextcloud, context, rejections: () => rejections }
}
