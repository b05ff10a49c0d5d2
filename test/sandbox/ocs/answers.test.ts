import t from 'tap'
import { notForYou, refused } from '../../../src/sandbox/ocs/answers.js'

t.test('a refusal of a person is 403, one of a value 400 with a number of its own', async t => {
  t.strictSame(notForYou('no'), { status: 403, message: 'no' })
  t.strictSame(refused(101), { status: 400, statuscode: 101, message: '' })
})
