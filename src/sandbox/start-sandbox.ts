import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Core } from './core.js'
import { createCore, requireAccount } from './create-core.js'
import { registerDav } from './dav/register-dav.js'
import { registerFileLink } from './files/register-file-link.js'
import { createCallLog, type CallLog } from './http/call-log.js'
import { createPlannedFailures, type PlannedFailures } from './http/planned-failures.js'
import { registerPipeline } from './http/register-pipeline.js'
import { registerSite } from './http/register-site.js'
import { rewriteUrl } from './http/rewrite-url.js'
import { registerLoginFlow } from './login-flow/register-login-flow.js'
import { registerNotes } from './notes/register-notes.js'
import { registerOcs } from './ocs/register-ocs.js'
import type { OidcRoom } from './oidc/register-oidc.js'
import { registerRooms } from './register-rooms.js'
import type { Sandbox, SandboxOptions } from './sandbox.js'
import { startCron } from './webhook-listeners/start-cron.js'
import { registerWebhookListeners, type WebhookListeners } from './webhook-listeners/register-webhook-listeners.js'

interface Parts {
  core: Core
  app: FastifyInstance
  failures: PlannedFailures
  log: CallLog
  oidc: OidcRoom
  webhooks: WebhookListeners
}

/** Starts an in-memory Nextcloud 32 on 127.0.0.1 and resolves when it answers. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const core = createCore(options)
  const app = Fastify({
    rewriteUrl: request => rewriteUrl(request.url ?? '/', core.basePath),
    bodyLimit: 64 * 1024 * 1024,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 4096 },
  })
  const failures = createPlannedFailures()
  const log = createCallLog()
  await prepare(app)
  registerPipeline(app, core, failures, log)
  registerSite(app, core)
  registerOcs(app, core)
  registerLoginFlow(app, core)
  registerNotes(app, core)
  registerDav(app, core)
  registerFileLink(app, core)
  const webhooks = registerWebhookListeners(app, core)
  const oidc = registerRooms(app, core)
  core.url = `${await app.listen({ port: options.port ?? 0, host: '127.0.0.1' })}${core.basePath}`
  const stopCron = startCron(core, webhooks)
  return toSandbox({ core, app, failures, log, oidc, webhooks }, stopCron)
}

/** DAV's methods, and every body as bytes: what a body means is for the routes to say. */
async function prepare(app: FastifyInstance): Promise<void> {
  for (const method of ['PROPFIND', 'PROPPATCH', 'MKCOL', 'COPY', 'MOVE', 'SEARCH', 'REPORT', 'LOCK', 'UNLOCK']) {
    app.addHttpMethod(method, { hasBody: true })
  }
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  await app.register(cookie)
}

function toSandbox(parts: Parts, stopCron: () => void): Sandbox {
  const { core, app, failures, log, oidc, webhooks } = parts
  return {
    url: core.url,
    settings: core.settings,
    get users() {
      return [...core.accounts.values()]
    },
    get calls() {
      return log.all()
    },
    clearCalls: log.clear,
    failNext: failures.plan,
    runJobs: webhooks.runJobs,
    setPassword: (uid, password) => void (requireAccount(core.accounts, uid).password = password),
    setEnabled: (uid, enabled) => void (requireAccount(core.accounts, uid).enabled = enabled),
    createAppPassword: uid => core.createAppPassword(uid, 'sandbox'),
    createClient: client => oidc.createClient(client),
    issueTokens: tokens => oidc.issueTokens(tokens),
    resetBruteForce: () => {
      core.bruteForce.reset()
      oidc.resetBruteForce()
    },
    close: async () => {
      stopCron()
      await app.close()
    },
  }
}
