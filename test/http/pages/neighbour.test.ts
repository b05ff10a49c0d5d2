import t from 'tap'
import { neighbour } from '../../../src/http/pages/neighbour.js'

t.test('a neighbour gets the same query, and nothing of the path', async t => {
  t.equal(neighbour('/oauth/a?ticket=x&state=y?z', 'b'), 'b?ticket=x&state=y?z')
  t.equal(neighbour('/oauth/a', 'b'), 'b')
})
