import t from 'tap'
import { startOAuthServer } from '../../../helpers/oauth-server.js'
import {
  attempt,
  connect,
  consentTo,
  exchange,
  newClient,
  personsBrowser,
  refresh,
  openSession,
} from '../../../helpers/scripted-client.js'

t.test('a person signs in, sees what is connected, and ends it at once', async t => {
  const server = await startOAuthServer(t)
  const client = await newClient(server)
  const { body } = await connect(server, client)
  const other = await newClient(server, { client_name: 'Other' })
  const bobs = await connect(server, other, 'bob')
  const browser = personsBrowser(server)
  const page = await openSession(browser, server)
  t.match(page, { status: 200, url: `${server.url}/oauth/clients`, html: /Connected applications[^]*alice[^]*Claude/ })
  t.notMatch(page.html, /Other/, 'bob’s are bob’s')
  const after = await browser.submit(page, 'disconnect', {})
  t.match(after, { status: 200, html: /There are none/ })
  t.equal((await server.callTool(body.access_token, 'nc_notes_search_notes')).status, 401)
  t.match(await refresh(server, client, body.refresh_token), { status: 400, body: { error: 'invalid_grant' } })
  t.equal((await server.callTool(bobs.body.access_token, 'nc_notes_search_notes', { query: '' })).status, 200)
  const again = attempt(server, client)
  t.match(await browser.open(again.url), { html: /Allow Claude\?/ }, 'and it must be allowed anew')
})

t.test('signing out ends the session and nothing else', async t => {
  const server = await startOAuthServer(t)
  const client = await newClient(server)
  const browser = personsBrowser(server)
  const begun = attempt(server, client)
  const answer = await consentTo(server, begun, { browser })
  const { body } = await exchange(server, client, answer.get('code'), begun.verifier)
  const page = await browser.open(`${server.url}/oauth/clients`)
  await browser.submit(page, 'logout')
  t.notOk(browser.cookies.has('mcp_session'))
  t.equal((await browser.submit(page, 'disconnect')).status, 400)
  t.equal((await server.callTool(body.access_token, 'nc_notes_search_notes', { query: '' })).status, 200)
})

t.test('signing out answers with a page, because browsers stop a redirect to elsewhere after a form', async t => {
  const server = await startOAuthServer(t)
  const browser = personsBrowser(server)
  const page = await openSession(browser, server)
  const response = await server.app.inject({
    method: 'POST',
    url: '/oauth/logout',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    cookies: { mcp_session: browser.cookies.get('mcp_session') ?? '' },
    payload: `csrf=${/name="csrf" value="([^"]+)"/.exec(page.html)?.[1]}`,
  })
  t.match(response, {
    statusCode: 200,
    body: /Signed out/,
    headers: { 'content-security-policy': /form-action 'self'/ },
  })
  t.match(String(response.headers['set-cookie']), /^mcp_session=; Max-Age=0;|^mcp_session=;.*Expires=Thu, 01 Jan 1970/)
})

t.test('a sign-in that fails is explained, and goes round in no circle', async t => {
  const server = await startOAuthServer(t, { settings: { userConsent: true } })
  const browser = personsBrowser(server)
  const page = await openSession(browser, server)
  const denied = await browser.submit(page, '/consent/deny')
  t.match(denied, { status: 400, html: /access_denied/ })
})

t.test('revoking background access disconnects everything', async t => {
  const server = await startOAuthServer(t)
  const client = await newClient(server)
  const { body } = await connect(server, client)
  await server.app.oauth!.broker.revoke('alice')
  t.equal((await server.callTool(body.access_token, 'nc_notes_search_notes')).status, 401)
  t.match(await refresh(server, client, body.refresh_token), { status: 400, body: { error: 'invalid_grant' } })
  await server.provision('alice')
  t.match(await refresh(server, client, body.refresh_token), { status: 400 }, 'and stays so when access comes back')
})
