import t from 'tap'
import { errorAnswer, GENERIC_MESSAGE } from '../../../plugins/management-api/error-body.js'
import { NotProvisioned, ReauthRequired, TemporarilyUnavailable } from '../../../src/errors/access-errors.js'
import type { AppError } from '../../../src/errors/app-error.js'
import { badRequest } from '../../../src/errors/management-errors.js'
import {
  AppMissing,
  CredentialRejected,
  Forbidden,
  NextcloudUnavailable,
  NotFound,
  Throttled,
} from '../../../src/errors/nextcloud-errors.js'
import { StorageFailed } from '../../../src/errors/storage-errors.js'

const URL_OF_US = 'https://mcp.example.com/oauth/authorize-nextcloud'
const answer = (error: AppError, family: 'text' | 'labelled' | 'flagged' = 'labelled') =>
  errorAnswer(error, family, URL_OF_US)

t.test('a refusal has the shape of its route', async t => {
  const refusal = badRequest('Invalid scopes: x', { valid_scopes: ['a'] })
  t.strictSame(answer(refusal, 'text').body, { error: 'Invalid scopes: x', valid_scopes: ['a'] })
  t.match(answer(refusal, 'labelled').body, { error: 'Bad request', message: 'Invalid scopes: x' })
  t.match(answer(refusal, 'flagged').body, { success: false, error: 'Invalid scopes: x' })
})

t.test('RT-32: missing access is 428 and says where to authorise', async t => {
  t.match(answer(new NotProvisioned('Nothing is stored.')), {
    status: 428,
    body: { error: 'not_provisioned', authorize_url: URL_OF_US },
  })
  t.match(answer(new ReauthRequired('It lapsed.')), { status: 428, body: { error: 'reauth_required' } })
})

t.test('GAP-48: whatever Nextcloud does, it never becomes 401', async t => {
  const rows: [AppError, number][] = [
    [new NextcloudUnavailable('x'), 502],
    [new CredentialRejected('x'), 502],
    [new Throttled('x'), 429],
    [new Forbidden('x'), 403],
    [new NotFound('x'), 404],
    [new AppMissing('x'), 424],
    [new TemporarilyUnavailable('x'), 503],
  ]
  for (const [error, status] of rows) t.equal(answer(error).status, status, error.name)
})

t.test('what is internal is one fixed sentence', async t => {
  const { status, body } = answer(new StorageFailed('disk /dev/sda1 is full'))
  t.equal(status, 500)
  t.strictSame(body, { error: 'Internal error', message: GENERIC_MESSAGE })
})
