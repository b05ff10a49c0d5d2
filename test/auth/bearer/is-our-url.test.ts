import t from 'tap'

import { isOurUrl } from '../../../src/auth/bearer/is-our-url.js'

const US = 'https://mcp.example.com'

t.test('the public URL and the endpoint under it are ours, with or without a slash', async t => {
  for (const name of [US, `${US}/`, `${US}/mcp`, `${US}/mcp/`]) t.ok(isOurUrl(name, US), name)
})

t.test('nothing else is', async t => {
  for (const name of [
    '',
    '/',
    `${US}//`,
    `${US}/other`,
    `${US}.evil.example`,
    `${US}:443`,
    'http://mcp.example.com',
    US.toUpperCase(),
  ]) {
    t.notOk(isOurUrl(name, US), name)
  }
})
