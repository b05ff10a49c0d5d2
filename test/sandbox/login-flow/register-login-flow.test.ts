import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'
import { openBrowser } from '../oidc/browser.js'

t.test('the link of nobody is forbidden, the grant page asks to sign in first', async t => {
  const { sandbox, ask } = await openSandbox(t)
  const browser = openBrowser(sandbox.url)
  t.match(await browser.get('/login/v2/flow/nosuchtoken'), { status: 403 })
  t.match(await browser.get('/login/v2/flow'), { status: 403 })
  const { login } = (await ask(null, 'POST', '/login/v2')).json as { login: string }
  t.match(await browser.follow(login), { status: 200, body: /Connect to your account/ })
  t.match(await browser.get('/login/v2/grant?stateToken=x'), { status: 303, location: /\/login\?redirect_url=/ })
})

t.test('nobody grants without a session and its request token', async t => {
  const { sandbox } = await openSandbox(t)
  t.match(await openBrowser(sandbox.url).post('/login/v2/grant', { stateToken: 'x', requesttoken: 'y' }), {
    status: 412,
  })
})

t.test('polling says 404 and an empty list until then', async t => {
  const { ask } = await openSandbox(t)
  const { poll } = (await ask(null, 'POST', '/login/v2')).json as { poll: { token: string } }
  t.match(await ask(null, 'POST', '/login/v2/poll', { body: { token: poll.token } }), { status: 404, json: [] })
  t.match(await ask(null, 'GET', '/login/v2/poll'), { status: 405 })
})
