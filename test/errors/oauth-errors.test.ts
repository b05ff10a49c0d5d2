import t from 'tap'
import { OAuthRefused } from '../../src/errors/oauth-errors.js'

t.test('a refusal has its status and its word', async t => {
  for (const [word, status] of [
    ['invalid_client', 401],
    ['invalid_grant', 400],
    ['too_many_requests', 429],
    ['temporarily_unavailable', 503],
    ['server_error', 500],
  ] as const)
    t.match(new OAuthRefused(word, 'x'), { error: word, statusCode: status, code: 'NCMCP_OAUTH_REFUSED', expose: true })
})
