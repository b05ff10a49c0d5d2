import t from 'tap'
import { askUserinfo } from '../../../src/auth/provisioning/ask-userinfo.js'
import { NextcloudTimeout } from '../../../src/errors/nextcloud-errors.js'
import { Secret } from '../../../src/lib/secret.js'
import { fakeProvider } from '../../helpers/fake-provider.js'
import { testHttpClient } from '../../helpers/test-http-client.js'

const token = new Secret('at')

t.test('what the provider says of the person is taken whole, asked with the new token', async t => {
  const fake = await fakeProvider(t)
  const { http } = testHttpClient(t)
  fake.on('/userinfo', { body: { sub: 'alice', scope: 'openid  profile openid' } })
  const claims = await askUserinfo(http, `${fake.url}/userinfo`, token, 'alice')
  t.strictSame(claims, { sub: 'alice', scope: 'openid  profile openid' })
  t.match(fake.received, [{ method: 'GET', headers: { authorization: 'Bearer at' } }])
  fake.on('/userinfo', { body: { sub: 'alice' } })
  t.strictSame(await askUserinfo(http, `${fake.url}/userinfo`, token, 'alice'), { sub: 'alice' })
})

t.test('sub is compared exactly', async t => {
  const fake = await fakeProvider(t)
  const { http } = testHttpClient(t)
  for (const sub of ['Alice', 'alice ', '', 7]) {
    fake.on('/userinfo', { body: { sub } })
    await t.rejects(askUserinfo(http, `${fake.url}/userinfo`, token, 'alice'), {
      code: 'NCMCP_PROVISIONING_FAILED',
      failure: 'identity_mismatch',
    })
  }
})

t.test('a timeout is a timeout', async t => {
  const http = { send: () => Promise.reject(new NextcloudTimeout('late')), close: async () => {} }
  await t.rejects(askUserinfo(http, 'http://127.0.0.1:9/', token, 'alice'), {
    code: 'NCMCP_PROVISIONING_FAILED',
    failure: 'timeout',
  })
  const broken = { send: () => Promise.reject(new RangeError('x')), close: async () => {} }
  await t.rejects(askUserinfo(broken, 'http://127.0.0.1:9/', token, 'alice'), RangeError)
})
