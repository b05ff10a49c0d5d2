import t from 'tap'
import { orFail } from '../../../src/cli/demo/or-fail.js'

t.test('what works is passed on, and what fails ends the demo with its cause', async t => {
  t.equal(await orFail('No.', Promise.resolve(1)), 1)
  const cause = new RangeError('why')
  await t.rejects(orFail('No.', Promise.reject(cause)), { code: 'NCMCP_DEMO_FAILED', message: 'No.', cause })
})
