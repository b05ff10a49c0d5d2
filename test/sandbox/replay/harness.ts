import t, { type Test } from 'tap'
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/sandbox.js'
import { startTestSandbox } from '../../helpers/start-sandbox.js'
import { createBindings, type Bindings } from './bindings.js'
import { compareBody } from './compare-body.js'
import { compareHeaders } from './compare-headers.js'
import { loadArea, type Exchange } from './exchange.js'
import { send, type Answer } from './send.js'

/** Exchanges that are not imitated, by id: the reason, or the reason and the differences (beginnings of them) that are let pass. */
export type NotImitated = Record<string, string | { reason: string; except: string[] }>

/** What steps between exchanges work with. */
export interface ReplayContext {
  sandbox: Sandbox
  bindings: Bindings
  /** Moves the sandbox's clock. */
  advance(seconds: number): void
}

export interface ReplayOptions {
  notImitated: NotImitated
  sandbox?: SandboxOptions
  /** Before the first exchange. */
  prepare?: (context: ReplayContext) => Promise<void> | void
  /** What was done to the recorded server before an exchange by other means (occ, a browser, waiting). */
  before?: Record<string, (context: ReplayContext) => Promise<void> | void>
  /** After an exchange, e.g. to bind what it gave. */
  after?: Record<string, (context: ReplayContext, answer: Answer) => Promise<void> | void>
  /** Headers that are not in the recording: credentials that `as` alone names. */
  headersFor?: (exchange: Exchange, context: ReplayContext) => Record<string, string>
  /** True for exchanges that another test takes. */
  elsewhere?: (exchange: Exchange) => boolean
}

const START = Date.parse('2026-11-23T05:00:00Z')
const PEOPLE = ['admin', 'alice', 'bob']

/**
 * Sends every exchange of an area to a fresh sandbox, in order, one second apart, and compares status, headers and the
 * shape of the body. Ids, ETags and secrets are mapped as they appear.
 */
export function replayArea(area: string, options: ReplayOptions): Promise<unknown> {
  return t.test(`every recorded exchange of ${area} is imitated, or listed`, t => replayAll(t, area, options))
}

async function replayAll(t: Test, area: string, options: ReplayOptions): Promise<void> {
  const exchanges = loadArea(area)
  let now = START
  const sandbox = await startTestSandbox(t, { now: () => now, ...options.sandbox })
  const context: ReplayContext = {
    sandbox,
    bindings: createBindings(sandbox.url),
    advance: seconds => void (now += seconds * 1000),
  }
  bindPasswords(context)
  await options.prepare?.(context)
  for (const id of Object.keys(options.notImitated)) {
    t.ok(
      exchanges.some(exchange => exchange.id === id),
      `${id}, listed as not imitated, is in the recording`,
    )
  }
  for (const exchange of exchanges.filter(exchange => !options.elsewhere?.(exchange))) {
    await replayExchange(t, exchange, context, options)
  }
}

function bindPasswords({ sandbox, bindings }: ReplayContext): void {
  for (const uid of PEOPLE) {
    bindings.bind(`<${uid}-app-password>`, sandbox.createAppPassword(uid))
    bindings.bind(`<${uid}-login-password>`, sandbox.users.find(user => user.uid === uid)?.password ?? '')
  }
}

async function replayExchange(
  t: Test,
  exchange: Exchange,
  context: ReplayContext,
  options: ReplayOptions,
): Promise<void> {
  const listed = options.notImitated[exchange.id]
  if (typeof listed === 'string') return
  context.advance(1)
  await options.before?.[exchange.id]?.(context)
  const except = typeof listed === 'object' ? listed.except : []
  const found = await compareExchange(exchange, context, options)
  const wrong = found.filter(difference => !except.some(allowed => difference.startsWith(allowed)))
  t.strictSame(wrong, [], `${exchange.id}: ${exchange.title}`)
  for (const allowed of except) {
    t.ok(
      found.some(difference => difference.startsWith(allowed)),
      `${exchange.id} still differs in ${allowed}`,
    )
  }
}

async function compareExchange(exchange: Exchange, context: ReplayContext, options: ReplayOptions): Promise<string[]> {
  const { request, response } = exchange
  if (!request || !response) return ['there is nothing to send: list it, or test it elsewhere']
  const headers = { ...request.headers, ...options.headersFor?.(exchange, context) }
  const answer = await send(context.sandbox.url, { ...request, headers }, context.bindings)
  const status = answer.status === response.status ? [] : [`status: expected ${response.status}, got ${answer.status}`]
  const learned = learner(context.bindings)
  const type = answer.headers['content-type'] ?? ''
  const isSeries = 'series' in exchange
  const differences = [
    ...status,
    ...(isSeries ? [] : compareHeaders(response.headers, answer.headers, context.bindings)),
    ...(isSeries && response.body === null
      ? []
      : compareBody(response.body, answer.body, type, isCut(exchange), learned.learn)),
  ]
  learned.learnHeaders(response.headers, answer.headers)
  learned.keep()
  await options.after?.[exchange.id]?.(context, answer)
  return differences
}

const isCut = ({ note = '' }: Exchange) => /cut|dropped|shortened|left out|first note only/.test(note)

/** Places whose values name things: `id`, `etag`, `oc:fileid`, and every placeholder in angle brackets. */
function learner(bindings: Bindings) {
  const pairs = new Map<string, string>()
  const isName = (path: string, recorded: string) =>
    /^<[\w-]+>$/.test(recorded) || (/(\/id|etag|fileid|filename)$/i.test(path) && /^"?[\w.-]+"?$/.test(recorded))
  return {
    learn: (path: string, recorded: string, actual: string) => {
      if (isName(path, recorded) && !/^[a-z]{1,12}$/.test(recorded)) pairs.set(unquoted(recorded), unquoted(actual))
    },
    learnHeaders: (recorded: Record<string, string>, actual: Record<string, string>) => {
      for (const name of ['etag', 'oc-etag', 'x-notes-chunk-cursor', 'oc-fileid']) {
        const [before, now] = [recorded[name], actual[name]]
        if (before === undefined || now === undefined) continue
        pairs.set(unquoted(before), unquoted(now))
        if (name === 'oc-fileid') pairs.set(String(parseInt(before, 10)), String(parseInt(now, 10)))
      }
    },
    keep: () => pairs.forEach((actual, recorded) => bindings.bind(recorded, actual)),
  }
}

const unquoted = (etag: string) => etag.replace(/^(&quot;|")|("|&quot;)$/g, '')
