import t from 'tap'
import { accessOf } from '../../src/tools/access-port.js'
import { person } from '../helpers/person.js'

t.test('a context without background access says so', async t => {
  const { context } = await person(t)
  t.throws(() => accessOf(context), { name: 'InvalidRequest' })
})
