import t from 'tap'
import { required, tokenForm } from '../../../../src/auth/server/tokens/token-form.js'
import { refusal } from '../../../helpers/refusal.js'

t.test('fields that are not ours are ignored', async t => {
  t.strictSame(tokenForm({ grant_type: 'x', audience: ['a'], code: 'c' }), { grant_type: 'x', code: 'c' })
})

t.test('a field that came twice, is too long or is no text makes the request invalid', async t => {
  for (const body of [undefined, 'text', null, { code: ['a', 'b'] }, { code: 7 }, { code: 'x'.repeat(4_097) }])
    t.throws(() => tokenForm(body), refusal('invalid_request'))
})

t.test('what is required is named when it is missing', async t => {
  t.equal(required({ code: 'c' }, 'code'), 'c')
  for (const form of [{}, { code: '' }])
    t.throws(() => required(form, 'code'), refusal('invalid_request', { message: 'code is missing.' }))
})
