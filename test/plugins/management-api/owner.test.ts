import t from 'tap'
import { namesUser } from '../../../plugins/management-api/owner.js'
import { startHybridServer } from '../../helpers/hybrid-server.js'

t.test('RT-31: a path names a person exactly, or with + for a space', async t => {
  t.ok(namesUser('alice', 'alice'))
  t.ok(namesUser('Ada+Lovelace', 'Ada Lovelace'))
  t.ok(namesUser('a+b', 'a+b'))
  for (const [segment, uid] of [
    ['Alice', 'alice'],
    ['alice ', 'alice'],
    ['alice%00', 'alice'],
    ['Ada Lovelace', 'Ada+Lovelace'],
  ] as const) {
    t.notOk(namesUser(segment, uid), `${segment} is not ${uid}`)
  }
})

t.test('nobody reads another person, not even an administrator', async t => {
  const server = await startHybridServer(t)
  const headers = await server.bearer('admin')
  for (const [method, path] of [
    ['GET', 'session'],
    ['POST', 'revoke'],
  ] as const) {
    const response = await server.app.inject({ method, url: `/api/v1/users/alice/${path}`, headers })
    t.equal(response.statusCode, 403, path)
  }
})
