import t from 'tap'
import { showHops } from '../../../src/cli/demo/show-hops.js'
import { story } from './story.js'

t.test('each address on the way is a line', async t => {
  const { tell, told } = story()
  showHops(tell, { url: '', status: 200, html: '', hops: ['http://a/b', 'http://c/d'] })
  t.equal(told(), '     -> http://a/b\n     -> http://c/d')
})
