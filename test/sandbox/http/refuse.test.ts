import t from 'tap'
import { basicOf, openSandbox } from '../../helpers/ask-sandbox.js'

const WRONG = { headers: { authorization: basicOf('alice', 'a wrong password') } }
const ROUTES = [
  ['GET', '/ocs/v2.php/cloud/user', 'Basic realm="Authorisation Required"', /"Unauthorised"/],
  ['PROPFIND', '/remote.php/dav/files/alice/', 'Basic realm="Nextcloud", charset="UTF-8"', /NotAuthenticated/],
  ['GET', '/apps/notes/api/v1/notes', null, /^\{"message":""\}$/],
] as const

t.test('a wrong password is 401 in the words of each kind of route', async t => {
  const { ask } = await openSandbox(t)
  for (const [method, path, challenge, body] of ROUTES) {
    const answer = await ask(null, method, path, WRONG)
    t.equal(answer.status, 401, path)
    t.equal(answer.headers.get('www-authenticate'), challenge)
    t.match(answer.text, body)
  }
})

t.test('a blocked address is 429 everywhere but on OCS v1, which says 200', async t => {
  const { sandbox, ask } = await openSandbox(t)
  for (let attempt = 0; attempt < 11; attempt += 1) await ask(null, 'GET', '/ocs/v2.php/cloud/user', WRONG)
  for (const [method, path] of ROUTES) t.equal((await ask('bob', method, path)).status, 429, path)
  t.match(await ask('bob', 'GET', '/ocs/v1.php/cloud/user'), {
    status: 200,
    json: { ocs: { meta: { statuscode: 429 } } },
  })
  sandbox.resetBruteForce()
  t.match(await ask('bob', 'GET', '/ocs/v2.php/cloud/user'), { status: 200 })
})

t.test('maintenance is 503, with Retry-After on pages and apps alone', async t => {
  const { sandbox, ask } = await openSandbox(t)
  sandbox.settings.maintenance = true
  for (const [path, retryAfter] of [
    ['/ocs/v2.php/cloud/capabilities', null],
    ['/remote.php/dav/', null],
    ['/apps/notes/api/v1/notes', '120'],
  ] as const) {
    const answer = await ask('alice', 'GET', path)
    t.equal(answer.status, 503, path)
    t.equal(answer.headers.get('retry-after'), retryAfter)
  }
})
