import t from 'tap'
import { describeVariables } from '../../../src/config/describe-variables.js'
import { cli } from '../fake-io.js'

t.test('the reference is printed, to be kept as docs/configuration.md', async t => {
  t.equal(`${(await cli('config-reference')).stdout()}\n`, describeVariables())
})
