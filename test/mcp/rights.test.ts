import t from 'tap'
import { missingScopes } from '../../src/mcp/rights.js'

t.test('nothing narrows a person who came by Basic', async t => {
  t.strictSame(missingScopes(['notes.read', 'notes.write'], { scopes: undefined }), [])
})

t.test('a token lacks what it does not name', async t => {
  t.strictSame(missingScopes(['notes.read', 'notes.write'], { scopes: ['notes.read'] }), ['notes.write'])
  t.strictSame(missingScopes(['notes.read'], { scopes: [] }), ['notes.read'])
  t.strictSame(missingScopes(['notes.read'], { scopes: ['notes.readable', 'notes'] }), ['notes.read'])
})

t.test('a tool about the caller needs no scope', async t => {
  t.strictSame(missingScopes([], { scopes: [] }), [])
})
