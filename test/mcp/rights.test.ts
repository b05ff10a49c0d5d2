import t from 'tap'
import { missingScopes, offeredScopes } from '../../src/mcp/rights.js'

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

t.test('a client may ask for what tools need, each once, and for who the person is', async t => {
  const tools = [{ scopes: ['notes.write'] }, { scopes: ['files.read', 'notes.write'] }, { scopes: [] }]
  t.strictSame(offeredScopes(tools), ['openid', 'profile', 'email', 'files.read', 'notes.write'])
})
