import t from 'tap'
import { openSandbox } from '../../helpers/ask-sandbox.js'
import { changedSettings, DEFAULT_NOTES_SETTINGS } from '../../../src/sandbox/notes/notes-settings.js'

t.test('only texts change a setting', async t => {
  t.strictSame(changedSettings(DEFAULT_NOTES_SETTINGS, { fileSuffix: '.txt', notesPath: 5, noteMode: '' }), {
    notesPath: 'Notes',
    fileSuffix: '.txt',
    noteMode: 'rich',
  })
})

t.test('another folder and suffix are where new notes go, for that person alone', async t => {
  const { ask } = await openSandbox(t)
  const API = '/apps/notes/api/v1'
  await ask('alice', 'PUT', `${API}/settings`, { body: { notesPath: 'Elsewhere', fileSuffix: '.txt' } })
  t.match(await ask('alice', 'POST', `${API}/notes`, { body: { title: 'T' } }), {
    json: { internalPath: '/Elsewhere/T.txt' },
  })
  t.match(await ask('bob', 'GET', `${API}/settings`), { json: { notesPath: 'Notes' } })
})
