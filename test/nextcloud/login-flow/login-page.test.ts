import t from 'tap'
import { loginPage } from '../../../src/nextcloud/login-flow/login-page.js'

const TOKEN = 'a'.repeat(128)
const page = (named: string, baseUrl: string, publicUrl = baseUrl) =>
  loginPage(`${named}/login/v2/flow/${TOKEN}`, { baseUrl, publicUrl })

t.test('the configured public address wins, whatever Nextcloud calls itself', async t => {
  const expected = `https://cloud.example.com/nc/index.php/login/v2/flow/${TOKEN}`
  for (const named of ['http://nextcloud:8080', 'https://cloud.example.com', 'https://elsewhere.example'])
    t.equal(page(named, 'http://nextcloud:8080', 'https://cloud.example.com/nc'), expected, named)
})

t.test('origins are compared parsed, with their ports', async t => {
  const base = 'http://127.0.0.1:8080'
  t.equal(page('http://127.0.0.1:8080', base), `${base}/index.php/login/v2/flow/${TOKEN}`)
  t.equal(page('http://127.0.0.1:80801', base), undefined, 'no port at all')
  t.equal(page('http://127.0.0.1', base), `http://127.0.0.1/login/v2/flow/${TOKEN}`, 'another origin')
  t.equal(page('http://127.0.0.1:8081', base), `http://127.0.0.1:8081/login/v2/flow/${TOKEN}`)
  t.equal(
    page('https://cloud.example.com:443', 'https://cloud.example.com'),
    `https://cloud.example.com/index.php/login/v2/flow/${TOKEN}`,
    'the port that goes without saying',
  )
})

t.test('without a configured public address Nextcloud’s own word is taken, but never to lose https', async t => {
  t.equal(page('https://cloud.example.com', 'http://nextcloud'), `https://cloud.example.com/login/v2/flow/${TOKEN}`)
  t.equal(
    page('http://cloud.example.com', 'https://cloud.example.com'),
    `https://cloud.example.com/index.php/login/v2/flow/${TOKEN}`,
  )
})

t.test('what is not the page of a login is nothing', async t => {
  const where = { baseUrl: 'https://cloud.example.com', publicUrl: 'https://cloud.example.com' }
  for (const named of [
    'nonsense',
    `javascript:alert(1)//login/v2/flow/${TOKEN}`,
    'https://cloud.example.com/login/v2/flow/short',
    `https://user:pw@cloud.example.com/login/v2/flow/${TOKEN}`,
    `https://cloud.example.com/login/v2/flow/${TOKEN}/more`,
    `https://cloud.example.com/evil?x=/login/v2/flow/${TOKEN}`,
  ])
    t.equal(loginPage(named, where), undefined, named)
})
