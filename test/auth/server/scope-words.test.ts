import t from 'tap'
import { SCOPES } from '../../../src/auth/scope-catalogue.js'
import { scopeWords } from '../../../src/auth/server/scope-words.js'

t.test('scopes are said in plain words, one line per app', async t => {
  t.strictSame(scopeWords(['calendar.read', 'deck.write', 'notes.read', 'notes.write']), [
    'Read your calendars',
    'Change your Deck boards',
    'Read and change your notes',
  ])
})

t.test('every scope of the catalogue has its words', async t => {
  for (const words of scopeWords(SCOPES)) t.match(words, /^Read and change your \w+/)
  t.equal(scopeWords(SCOPES).length * 2, SCOPES.length)
})
