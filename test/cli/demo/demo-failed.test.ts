import t from 'tap'
import { DemoFailed } from '../../../src/cli/demo/demo-failed.js'

t.test('a step that does not hold says so', async t => {
  t.match(new DemoFailed('No grant was stored.'), { code: 'NCMCP_DEMO_FAILED', message: 'No grant was stored.' })
})
