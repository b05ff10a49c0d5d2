import fastify from 'fastify'
import t from 'tap'
import { wantsJson } from '../../../src/http/pages/wants-json.js'

t.test('JSON is for those who ask for it and not for HTML', async t => {
  const app = fastify().get('/', async request => ({ json: wantsJson(request) }))
  t.teardown(() => app.close())
  for (const [accept, json] of [
    ['application/json', true],
    ['application/json, */*;q=0.1', true],
    ['application/problem+json', true],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', false],
    ['text/html, application/json', false],
    ['*/*', false],
    [undefined, false],
  ] as const) {
    t.strictSame((await app.inject({ url: '/', headers: accept ? { accept } : {} })).json(), { json }, String(accept))
  }
})
