import t from 'tap'
import { startOAuthServer } from '../../../helpers/oauth-server.js'

t.test('forms and cookies are read on the pages of people, and JSON is not taken for a form', async t => {
  const server = await startOAuthServer(t)
  for (const path of ['/oauth/consent', '/oauth/disconnect', '/oauth/logout']) {
    const response = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/html' },
      body: '{"csrf":"x","request":"y","decision":"allow"}',
    })
    t.equal(response.status, 400, path)
  }
})
