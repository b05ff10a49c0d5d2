import { readFileSync } from 'node:fs'
import t from 'tap'
import { packageRoot } from '../../src/lib/version.js'
import { filterText } from '../../src/webhooks/filter-text.js'
import { presetById, PRESETS } from '../../src/webhooks/presets.js'

t.test('the presets are those of Astrolabe, in its order', async t => {
  t.strictSame(
    PRESETS.map(({ id, events }) => [id, events.length]),
    [
      ['notes_sync', 3],
      ['calendar_sync', 3],
      ['tables_sync', 3],
      ['forms_sync', 1],
      ['files_sync', 3],
    ],
  )
})

t.test('the filter of the notes preset is the one that Astrolabe was recorded to send', async t => {
  const recording = readFileSync(`${packageRoot}/test/contracts/astrolabe-calls.json`, 'utf8')
  const filter = presetById('notes_sync')?.events[0]?.filter ?? {}
  t.ok(recording.includes(JSON.stringify(filter['event.node.path'])), filterText(filter))
})

t.test('an id that is no preset finds nothing, whatever an object would inherit', async t => {
  for (const id of ['', 'Notes_Sync', '__proto__', 'constructor']) t.equal(presetById(id), undefined, id)
})
