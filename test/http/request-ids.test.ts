import { randomBytes } from 'node:crypto'
import t from 'tap'
import { requestIds } from '../../src/http/request-ids.js'

t.test('ids differ within a process and between processes', async t => {
  const [one, other] = [requestIds(randomBytes), requestIds(randomBytes)]
  const ids = new Set([one(), one(), one(), other(), other()])
  t.equal(ids.size, 5)
  for (const id of ids) t.match(id, /^[\w-]{8}-[0-9a-z]+$/)
})
