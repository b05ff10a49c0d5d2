import { readFileSync } from 'node:fs'
import t from 'tap'
import { packageRoot } from '../../src/lib/version.js'
import { parseEvent } from '../../src/webhooks/parse-event.js'

const node = (name: string, path: string, id: unknown = 552) => ({
  event: { node: { id, path }, class: `OCP\\Files\\Events\\Node\\${name}` },
  user: { uid: 'alice', displayName: 'alice' },
  time: 1795411895,
})

t.test('a written note is a note to index, of the person who wrote it', async t => {
  t.match(parseEvent(node('NodeWrittenEvent', '/alice/files/Notes/Work/a.md')), {
    docType: 'note',
    docId: '552',
    operation: 'index',
    userId: 'alice',
    occurredAt: 1795411895,
  })
})

t.test('deletion is told by BeforeNodeDeleted, which has the id', async t => {
  t.match(parseEvent(node('BeforeNodeDeletedEvent', '/alice/files/Notes/a.md')), { operation: 'delete' })
  t.equal(parseEvent(node('NodeDeletedEvent', '/alice/files/Notes/a.md', undefined)), undefined)
})

t.test('documents are files to index; pictures and folders are not ours', async t => {
  t.match(parseEvent(node('NodeCreatedEvent', '/admin/files/Documents/a.PDF')), { docType: 'file' })
  for (const path of ['/admin/files/Photos/holiday.jpg', '/alice/files/ContractHooks', '/alice/files/Notes']) {
    t.equal(parseEvent(node('NodeWrittenEvent', path)), undefined, path)
  }
})

t.test('what is no envelope is nothing, not an error', async t => {
  const strange = [
    null,
    'x',
    [],
    {},
    { user: null, time: 1, event: { class: 'x' } },
    { ...node('NodeWrittenEvent', '/a'), time: 'x' },
  ]
  for (const payload of strange) t.equal(parseEvent(payload), undefined, JSON.stringify(payload))
})

t.test('every delivery that a real Nextcloud was recorded to send is read without an error', async t => {
  const pairs: { id: string; request: { body: unknown } | null }[] = JSON.parse(
    readFileSync(`${packageRoot}/test/contracts/webhooks.json`, 'utf8'),
  )
  const kinds = new Set(
    pairs.filter(({ id }) => id.startsWith('delivery.')).map(({ request }) => parseEvent(request?.body)?.docType),
  )
  for (const kind of ['note', 'calendar_event', 'table_row', 'file', undefined])
    t.ok(kinds.has(kind as 'note'), String(kind))
})

t.test('a Deck card is known by its id', async t => {
  const payload = {
    ...node('x', '/'),
    event: { class: 'OCA\\Deck\\Event\\CardDeletedEvent', card: { id: 7, stackId: 1 } },
  }
  t.match(parseEvent(payload), { docType: 'deck_card', docId: '7', operation: 'delete' })
})
