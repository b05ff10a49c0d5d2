import t from 'tap'
import { TemporarilyUnavailable } from '../../src/errors/access-errors.js'
import { NotFound } from '../../src/errors/nextcloud-errors.js'

t.test('an error is named for its class and keeps its cause', async t => {
  const cause = new Error('inner')
  const error = new NotFound('No such note.', { cause })
  t.match(error, { name: 'NotFound', code: 'NCMCP_NOT_FOUND', statusCode: 404, expose: true })
  t.equal(error.cause, cause)
})

t.test('an error that says when to try again carries whole seconds', async t => {
  t.equal(new TemporarilyUnavailable('Later.', { retryAfterSeconds: 7 }).retryAfterSeconds, 7)
})
