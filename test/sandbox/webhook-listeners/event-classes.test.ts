import t from 'tap'
import { EVENT_CLASSES } from '../../../src/sandbox/webhook-listeners/event-classes.js'

t.test('file events are offered, those of Deck, contacts and logins are not', async t => {
  for (const name of ['NodeCreatedEvent', 'BeforeNodeDeletedEvent', 'BeforeNodeReadEvent', 'NodeWrittenEvent']) {
    t.ok(EVENT_CLASSES.has(`OCP\\Files\\Events\\Node\\${name}`), name)
  }
  t.notOk(EVENT_CLASSES.has('OCA\\Deck\\Event\\CardCreatedEvent'))
  t.notOk(EVENT_CLASSES.has('OCP\\User\\Events\\UserLoggedInEvent'))
})
