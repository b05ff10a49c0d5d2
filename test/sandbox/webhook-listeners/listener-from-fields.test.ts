import t from 'tap'
import { listenerFromFields } from '../../../src/sandbox/webhook-listeners/listener-from-fields.js'

const least = { httpMethod: 'POST', uri: 'http://127.0.0.1/x', event: '\\OCP\\Files\\Events\\Node\\NodeCreatedEvent' }

t.test('the least is enough, and the leading backslash goes', async t => {
  t.strictSame(listenerFromFields(least), {
    httpMethod: 'POST',
    uri: 'http://127.0.0.1/x',
    event: 'OCP\\Files\\Events\\Node\\NodeCreatedEvent',
    eventFilter: [],
    userIdFilter: '',
    headers: null,
    authMethod: 'none',
    authHeaders: null,
  })
})

for (const [name, more, expected] of [
  ['without a uri', { uri: undefined }, { status: 500, statuscode: 996 }],
  ['with a filter that is a text', { eventFilter: 'x' }, { status: 500, statuscode: 996 }],
  ['of a class nobody knows', { event: 'OCP\\Nothing' }, { status: 400, message: /^OCP\\Nothing is not/ }],
  ['with another method of authentication', { authMethod: 'bearer' }, { status: 400 }],
  ['with header authentication and no headers', { authMethod: 'header' }, { status: 400 }],
] as const) {
  t.test(`a registration ${name} is refused`, async t => {
    t.match(listenerFromFields({ ...least, ...more }), expected)
  })
}
