import Fastify from 'fastify'
import t from 'tap'
import { bytesOf, fieldsOf, paramOf, pathOf, queryOf, textField } from '../../../src/sandbox/http/read-request.js'

function build() {
  const app = Fastify()
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.post('/things/:id', async request => ({
    path: pathOf(request),
    id: paramOf(request, 'id'),
    none: paramOf(request, 'other'),
    format: queryOf(request).get('format'),
    bytes: bytesOf(request).length,
    fields: fieldsOf(request),
    title: textField(fieldsOf(request), 'title') ?? null,
  }))
  return app
}

const post = (payload: string, type: string) =>
  build()
    .inject({ method: 'POST', url: '/things/a%20b?format=json', payload, headers: { 'content-type': type } })
    .then(response => response.json())

t.test('JSON and forms are fields beside the query, and win over it', async t => {
  t.match(await post('{"title":"x","format":"xml"}', 'application/json'), {
    path: '/things/a%20b',
    id: 'a b',
    none: '',
    format: 'json',
    fields: { title: 'x', format: 'xml' },
    title: 'x',
  })
  t.match(await post('title=y', 'application/x-www-form-urlencoded'), { fields: { title: 'y', format: 'json' } })
})

t.test('a body that is no JSON, or no object, has no fields', async t => {
  t.strictSame((await post('{"title": ', 'application/json')).fields, { format: 'json' })
  t.strictSame((await post('[1]', 'application/json')).fields, { format: 'json' })
  t.strictSame((await post('title=y', 'text/plain')).fields, { format: 'json' })
})

t.test('a field that is no text is not taken for one', async t => {
  t.equal((await post('{"title":5}', 'application/json')).title, null)
})
