import t from 'tap'

import { BearerRefused, TokenMisplaced } from '../../src/errors/authentication-errors.js'

t.test('a refused token is 401 and a misplaced one 400', async t => {
  t.match(new BearerRefused(), { statusCode: 401, code: 'NCMCP_BEARER_REFUSED', expose: true })
  t.match(new TokenMisplaced(), { statusCode: 400, code: 'NCMCP_TOKEN_MISPLACED', expose: true })
})
