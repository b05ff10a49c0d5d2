import { createServer } from 'node:http'
import t, { type Test } from 'tap'
import { createDemoBrowser, hasButton } from '../../../src/cli/demo/demo-browser.js'

async function site(t: Test) {
  const seen: { url: string; cookie: string; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => (body += chunk))
    request.on('end', () => {
      seen.push({ url: request.url ?? '', cookie: request.headers.cookie ?? '', body })
      answer(request.url ?? '', response)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => void server.close())
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}`, seen }
}

function answer(url: string, response: import('node:http').ServerResponse): void {
  if (url === '/start')
    return void response.writeHead(302, { location: '/form?secret=1', 'set-cookie': 'a=1; Path=/' }).end()
  if (url === '/circle') return void response.writeHead(302, { location: '/circle' }).end()
  if (url === '/leaving') return void response.end(LEAVING)
  if (url.startsWith('/form')) return void response.end(FORM)
  response.end('done')
}

const FORM = `<form method="post" action="/send&amp;x"><input type="hidden" name="token" value="t&amp;1">
<input name="user"><input type="checkbox" name="scopes[]" value="s1" checked>
<input type="checkbox" name="scopes[]" value="s2" checked><input type="checkbox" name="scopes[]" value="s3"><button name="choice" value="yes">Allow</button></form>`

const LEAVING = '<meta http-equiv="refresh" content="0; url=/form?a=1&amp;b=2">'

t.test('it follows redirects with cookies, and tells the way without queries', async t => {
  const { url, seen } = await site(t)
  const page = await createDemoBrowser().open(`${url}/start`)
  t.strictSame(page.hops, [`${url}/form`])
  t.equal(seen[1]?.cookie, 'a=1')
})

t.test('it sends hidden and checked fields, what was typed, and the button that was pressed', async t => {
  const { url, seen } = await site(t)
  const browser = createDemoBrowser()
  await browser.submit(await browser.open(`${url}/form`), /^Allow$/, { user: 'ada' })
  t.match(seen.at(-1), { url: '/send&x', body: 'token=t%261&user=ada&scopes%5B%5D=s1&scopes%5B%5D=s2&choice=yes' })
})

t.test('a page that goes on at once is left', async t => {
  const { url, seen } = await site(t)
  const page = await createDemoBrowser().open(`${url}/leaving`)
  t.strictSame(page.hops, [`${url}/form`])
  t.equal(seen[1]?.url, '/form?a=1&b=2')
})

t.test('it tells whether a page has a form with a button', async t => {
  const { url } = await site(t)
  const page = await createDemoBrowser().open(`${url}/form`)
  t.ok(hasButton(page, /^allow$/i))
  t.notOk(hasButton(page, /deny/i))
  t.notOk(hasButton({ ...page, html: '<button>Allow</button>' }, /allow/i), 'a button without a form sends nothing')
})

t.test('a form that is not there, and a circle of redirects, end the demo with a reason', async t => {
  const { url } = await site(t)
  const browser = createDemoBrowser()
  const page = await browser.open(`${url}/form`)
  await t.rejects(async () => browser.submit(page, /Deny/), { code: 'NCMCP_DEMO_FAILED' })
  await t.rejects(browser.open(`${url}/circle`), { code: 'NCMCP_DEMO_FAILED' })
})
