import t from 'tap'
import { webhookView } from '../../../plugins/management-api/webhook-view.js'

const listener = {
  id: 7,
  appId: null,
  userId: 'admin',
  httpMethod: 'POST',
  uri: 'http://127.0.0.1:8000/webhooks/nextcloud',
  event: 'OCP\\Files\\Events\\Node\\NodeCreatedEvent',
  eventFilter: {},
  userIdFilter: '',
  headers: { 'X-Secret': 's-1' },
  authMethod: 'header',
}

t.test('an empty filter is [] as PHP writes it, and headers stay here', async t => {
  t.strictSame(webhookView(listener).eventFilter, [])
  t.strictSame(webhookView({ ...listener, eventFilter: { 'user.uid': 'a' } }).eventFilter, { 'user.uid': 'a' })
  t.notMatch(JSON.stringify(webhookView(listener)), /s-1|headers/)
})
