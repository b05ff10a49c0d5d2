import { inspect } from 'node:util'
import t from 'tap'
import { InvalidRequest, NextcloudUnavailable } from '../../../src/errors/nextcloud-errors.js'
import { connectionFailure } from '../../../src/nextcloud/http/connection-failure.js'

const withCode = (code: unknown) => Object.assign(new Error('GET https://cloud.example/?token=secret'), { code })

for (const [code, says] of [
  ['ECONNREFUSED', /refused/],
  ['ENOTFOUND', /resolved/],
  ['EAI_AGAIN', /resolved/],
  ['UND_ERR_CONNECT_TIMEOUT', /in time/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /certificate/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /certificate/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', /certificate/],
  ['ERR_SSL_WRONG_VERSION_NUMBER', /does not speak TLS.*http:\/\//],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', /cut short/],
  ['ECONNRESET', /ECONNRESET/],
] as const) {
  t.test(`${code} is an outage that says what happened`, async t => {
    const failure = connectionFailure(withCode(code), false)
    t.ok(failure instanceof NextcloudUnavailable)
    t.match(failure, { message: says, maybeSent: false, cause: { code } })
    t.notMatch(inspect(failure, { depth: 9, showHidden: true }), /secret/)
  })
}

t.test('a request that HTTP cannot carry is the caller’s mistake', async t => {
  t.ok(connectionFailure(withCode('UND_ERR_INVALID_ARG'), false) instanceof InvalidRequest)
})

for (const odd of [undefined, 'text', new Error('secret'), withCode(5), withCode('https://secret')]) {
  t.test(`${inspect(odd).slice(0, 20)} has no code to show`, async t => {
    const failure = connectionFailure(odd, true)
    t.match(failure, { maybeSent: true, cause: { code: 'UNKNOWN' } })
    t.notMatch(inspect(failure, { depth: 9 }), /secret/)
  })
}
