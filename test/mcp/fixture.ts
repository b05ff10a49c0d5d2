import { z } from 'zod'
import { NotFound, PreconditionFailed } from '../../src/errors/nextcloud-errors.js'
import { DELETES, READ_ONLY } from '../../src/mcp/annotations.js'
import type { Caller } from '../../src/mcp/caller.js'
import { createCatalogue } from '../../src/mcp/catalogue.js'
import { defineTool, type Tool } from '../../src/mcp/define-tool.js'
import { createDispatcher, type Dispatcher } from '../../src/mcp/dispatcher.js'
import { createInFlight, type InFlight } from '../../src/mcp/in-flight.js'
import { silentLog } from '../../src/lib/log.js'
import { systemPorts } from '../../src/lib/ports.js'
import type { NextcloudClient } from '../../src/nextcloud/nextcloud-client.js'

const Echo = z.object({ said: z.string(), times: z.int() })

export const echo = defineTool({
  name: 'nc_test_echo',
  title: 'Echo',
  description: 'Says it again.',
  scopes: ['test.read'],
  annotations: READ_ONLY,
  input: z.object({
    text: z.string().min(1).describe('What to say'),
    times: z.int().positive().default(1).describe('How often'),
  }),
  output: Echo,
  handler: async ({ text, times }) => ({ said: text, times, hidden: 'not in the schema' }),
})

export const fail = defineTool({
  name: 'nc_test_fail',
  title: 'Fail',
  description: 'Fails in the way that is asked for.',
  scopes: ['test.write'],
  annotations: DELETES,
  input: z.object({ how: z.enum(['not_found', 'etag', 'unknown', 'zod', 'output']).describe('Which failure') }),
  output: z.object({ ok: z.boolean() }),
  handler: async ({ how }) => {
    if (how === 'not_found') throw new NotFound('There is no such note.')
    if (how === 'etag') throw new PreconditionFailed('The note changed.', { currentEtag: 'abc' })
    if (how === 'zod') z.object({ upstream: z.string() }).parse({})
    if (how === 'output') return { ok: z.any().parse('yes') }
    throw new TypeError('secret upstream text')
  },
})

/** Runs until its signal says stop; `started` tells tests that it runs. */
export function waitingTool(started: (signal: AbortSignal) => void): Tool {
  return defineTool({
    name: 'nc_test_wait',
    title: 'Wait',
    description: 'Waits for ever.',
    scopes: [],
    annotations: READ_ONLY,
    input: z.object({}),
    output: z.object({}),
    handler: async (_input, { signal }) => {
      started(signal)
      return new Promise<never>(() => {})
    },
  })
}

const nowhere: NextcloudClient = {
  userId: 'alice',
  get notes(): never {
    throw new TypeError('not in this test')
  },
  get files(): never {
    throw new TypeError('not in this test')
  },
  get users(): never {
    throw new TypeError('not in this test')
  },
  get webhooks(): never {
    throw new TypeError('not in this test')
  },
}

export interface TestCaller extends Caller {
  hangUp(): void
}

export function testCaller(scopes?: readonly string[], credentialHash = 'hash-of-alice'): TestCaller {
  const listeners: (() => void)[] = []
  return {
    principal: { userId: 'alice', via: scopes ? 'bearer' : 'basic', scopes, credentialHash },
    requestId: 'request-1',
    log: silentLog,
    context: signal => ({
      user: { id: 'alice', loginName: 'alice', displayName: undefined },
      nextcloud: nowhere,
      access: undefined,
      log: silentLog,
      signal,
    }),
    onGone: listener => void listeners.push(listener),
    hangUp: () => listeners.forEach(listener => listener()),
  }
}

export function testCore(extra: readonly Tool[] = []): { dispatcher: Dispatcher; inFlight: InFlight } {
  const inFlight = createInFlight(systemPorts)
  const tools = [echo, fail, ...extra].sort((a, b) => (a.name < b.name ? -1 : 1))
  return { dispatcher: createDispatcher(createCatalogue(tools), inFlight), inFlight }
}

export const MCP_HEADERS = {
  accept: 'application/json, text/event-stream',
  'content-type': 'application/json',
  'mcp-protocol-version': '2025-11-25',
}
