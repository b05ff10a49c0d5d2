import t from 'tap'
import { newTokens } from '../../../../src/auth/server/tokens/issue-tokens.js'
import { sha256 } from '../../../../src/lib/sha256.js'
import { serverSetup } from '../../../helpers/server-setup.js'

const SUBJECT = { familyId: 'f', clientId: 'c', userId: 'alice', resource: 'https://mcp.example/mcp' }

t.test('a pair: the answer has the tokens, the rows have hashes; an hour and a month', async t => {
  const { deps, now } = await serverSetup(t)
  const { rows, answer } = newTokens(deps, SUBJECT, ['notes.read', 'notes.write'], ['notes.read'])
  t.match(answer, { token_type: 'Bearer', expires_in: 3600, scope: 'notes.read' })
  const [access, refresh] = rows
  t.match(access, { ...SUBJECT, kind: 'access', scopes: ['notes.read'], expiresAt: now() + 3600 })
  t.match(refresh, { kind: 'refresh', scopes: ['notes.read', 'notes.write'], expiresAt: now() + 30 * 86_400 })
  t.strictSame(
    rows.map(({ tokenHash }) => tokenHash),
    [answer.access_token, answer.refresh_token].map(sha256),
  )
  t.notMatch(JSON.stringify(rows), answer.access_token)
})
