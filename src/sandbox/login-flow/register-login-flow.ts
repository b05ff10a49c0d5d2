import type { FastifyInstance, FastifyReply } from 'fastify'
import '@fastify/cookie'
import type { Core } from '../core.js'
import { htmlPage } from '../http/html-page.js'
import { fieldsOf, paramOf, queryOf, textField } from '../http/read-request.js'
import { acceptAnyBody, requestParams, text } from '../oidc/request-params.js'
import { browserSession, cookieOf, hasRequestToken, setCookie } from '../pages/browser-session.js'
import { html, pageLayout, type Html } from '../pages/page-layout.js'
import { createFlowStore, type FlowStore } from './flow-store.js'

const HTML = 'text/html; charset=UTF-8'
const JSON_TYPE = 'application/json; charset=utf-8'
const OPEN = { config: { kind: 'page', credentials: 'ignored' } } as const
/** Which flow this browser is in; Nextcloud keeps it in the session. */
const FLOW_COOKIE = 'nc_login_flow'

/** Login flow v2 (`core`, Nextcloud 32): a program starts and polls, a person grants in the browser. */
export function registerLoginFlow(app: FastifyInstance, core: Core): void {
  const flows = createFlowStore(core)
  programRoutes(app, core, flows)
  void app.register(async scope => {
    acceptAnyBody(scope)
    browserRoutes(scope, core, flows)
  })
}

function programRoutes(app: FastifyInstance, core: Core, flows: FlowStore): void {
  app.post('/login/v2', OPEN, (request, reply) => {
    const { pollToken, flow } = flows.start(request.headers['user-agent'] ?? 'unknown')
    const poll = { token: pollToken, endpoint: `${core.url}/login/v2/poll` }
    return sendJson(reply, 200, { poll, login: `${core.url}/login/v2/flow/${flow.loginToken}` })
  })
  app.post('/login/v2/poll', OPEN, (request, reply) => {
    const token = textField(fieldsOf(request), 'token')
    if (token === undefined) return sendPage(reply, 500, htmlPage('Nextcloud', 'Internal Server Error'))
    const granted = flows.take(token)
    return granted ? sendJson(reply, 200, { server: core.url, ...granted }) : sendJson(reply, 404, [])
  })
  app.get('/login/v2/poll', OPEN, (_request, reply) => sendPage(reply, 405, ''))
}

function browserRoutes(app: FastifyInstance, core: Core, flows: FlowStore): void {
  const page = (reply: FastifyReply, body: Html) => sendPage(reply, 200, pageLayout({ basePath: core.basePath, body }))
  app.get('/login/v2/flow/:token', OPEN, (request, reply) => {
    const flow = flows.byLoginToken(paramOf(request, 'token'))
    if (!flow) return sendPage(reply, 403, htmlPage('Nextcloud', 'Your login token is invalid or has expired'))
    setCookie(core, reply, FLOW_COOKIE, flow.loginToken)
    return sendPage(reply.header('location', `${core.url}/login/v2/flow?user=&direct=0`), 303, '')
  })
  app.get('/login/v2/flow', OPEN, (request, reply) => {
    const flow = flows.byLoginToken(cookieOf(request, FLOW_COOKIE))
    if (!flow) return sendPage(reply, 403, htmlPage('Nextcloud', 'Your login token is invalid or has expired'))
    const next = `${core.basePath}/login/v2/grant?stateToken=${flow.stateToken}`
    return page(
      reply,
      html`<h1>Connect to your account</h1>
        <p>Please log in before granting ${flow.client} access to your Nextcloud account.</p>
        <a href="${next}">Log in</a>`,
    )
  })
  app.get('/login/v2/grant', OPEN, (request, reply) => {
    const signedIn = browserSession(core, request)
    const back = `${core.basePath}${request.url}`
    if (!signedIn) {
      return reply.redirect(`${core.basePath}/login?redirect_url=${encodeURIComponent(back)}`, 303)
    }
    const flow = flows.byStateToken(queryOf(request).get('stateToken') ?? '')
    if (!flow) return sendPage(reply, 403, htmlPage('Nextcloud', 'State token does not match'))
    const { account, session } = signedIn
    return page(
      reply,
      html`<h1>Account access</h1>
        <p>Currently logged in as ${account.displayName} (${account.uid}).</p>
        <p>You are about to grant ${flow.client} access to your Nextcloud account.</p>
        <form method="post" action="${core.basePath}/login/v2/grant">
          <input type="hidden" name="stateToken" value="${flow.stateToken}" />
          <input type="hidden" name="requesttoken" value="${session.requestToken}" />
          <button type="submit">Grant access</button>
        </form>`,
    )
  })
  app.post('/login/v2/grant', OPEN, (request, reply) => {
    const signedIn = browserSession(core, request)
    if (!signedIn || !hasRequestToken(request, signedIn.session)) {
      return sendJson(reply, 412, { message: 'CSRF check failed' })
    }
    const flow = flows.byStateToken(text(requestParams(request), 'stateToken') ?? '')
    if (!flow) return sendPage(reply, 403, htmlPage('Nextcloud', 'State token does not match'))
    const { account } = signedIn
    flow.granted = { loginName: account.loginName, appPassword: core.createAppPassword(account.uid, flow.client) }
    return page(
      reply,
      html`<h1>Account connected</h1>
        <p>Your client should now be connected! You can close this window.</p>`,
    )
  })
}

const sendJson = (reply: FastifyReply, status: number, body: unknown) =>
  reply.code(status).type(JSON_TYPE).send(JSON.stringify(body))

const sendPage = (reply: FastifyReply, status: number, page: string) => reply.code(status).type(HTML).send(page)
