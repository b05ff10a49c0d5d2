import t from 'tap'

import { parseScopes } from '../../../src/auth/bearer/parse-scopes.js'

t.test('scopes are split at spaces, each once', async t => {
  t.strictSame(parseScopes('openid profile  openid notes.read ', undefined), ['openid', 'profile', 'notes.read'])
})

t.test('VER-13: no claim is no scope', async t => {
  t.strictSame(parseScopes(undefined, undefined), [])
  t.strictSame(parseScopes('', undefined), [])
})

t.test('only ASCII spaces separate', async t => {
  t.strictSame(parseScopes('a\tb\u00a0c', undefined), ['a\tb\u00a0c'])
})

t.test('the prefix of the resource server comes off, that of others stays', async t => {
  t.strictSame(parseScopes('mcp/notes.read other/notes.read openid', 'mcp'), [
    'notes.read',
    'other/notes.read',
    'openid',
  ])
})
