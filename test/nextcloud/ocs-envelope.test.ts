import t from 'tap'
import { z } from 'zod'
import type { HttpResponse } from '../../src/nextcloud/http-client.js'
import { parseJson, phpMap, readOcs } from '../../src/nextcloud/ocs-envelope.js'

const answer = (body: unknown, status = 200): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
})
const envelope = (data: unknown, statuscode: unknown = 200) => ({ ocs: { meta: { status: 'ok', statuscode }, data } })
const read = (response: HttpResponse, schema: z.ZodType = z.object({ id: z.string() })) =>
  readOcs(response, schema, { kind: 'ocs' }, 0)

for (const code of [100, 200, '200']) {
  t.test(`the data of status code ${JSON.stringify(code)} is given`, async t => {
    t.strictSame(read(answer(envelope({ id: 'alice' }, code))), { id: 'alice' })
  })
}

for (const [body, status, name] of [
  [envelope([], 997), 200, 'CredentialRejected'],
  [envelope([], 429), 200, 'Throttled'],
  [envelope([], 403), 200, 'Forbidden'],
  [envelope([], 998), 200, 'NotFound'],
  [envelope([], 997), 401, 'CredentialRejected'],
  [envelope([]), 200, 'NextcloudUnavailable'],
  [{ ocs: [] }, 200, 'NextcloudUnavailable'],
  ['<html>', 200, 'NextcloudUnavailable'],
  ['', 200, 'NextcloudUnavailable'],
  ['', 302, 'NextcloudUnavailable'],
] as const) {
  t.test(`${JSON.stringify(body)} with ${status} is ${name}`, async t => {
    t.throws(() => read(answer(body, status)), { name })
  })
}

t.test('PHP’s empty map is a map', async t => {
  const schema = phpMap(z.string())
  t.strictSame(schema.parse([]), {})
  t.strictSame(schema.parse({ a: 'b' }), { a: 'b' })
  t.notOk(schema.safeParse(['a']).success)
})

t.test('what is not JSON is undefined', async t => {
  t.equal(parseJson(Buffer.from('{"a":')), undefined)
  t.strictSame(parseJson(Buffer.from('[1]')), [1])
})
