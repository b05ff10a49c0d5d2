import t from 'tap'
import { badRequest, forbidden, syncDisabled } from '../../src/errors/management-errors.js'

t.test('a refusal carries status, label, text and more fields', async t => {
  const refusal = badRequest('Invalid scopes: x', { valid_scopes: ['a'] })
  t.match(refusal, {
    statusCode: 400,
    label: 'Bad request',
    message: 'Invalid scopes: x',
    extra: { valid_scopes: ['a'] },
  })
  t.match(forbidden('no'), { statusCode: 403, label: 'Forbidden' })
  t.match(syncDisabled(), { statusCode: 404, message: 'Vector sync is disabled on this server' })
})
