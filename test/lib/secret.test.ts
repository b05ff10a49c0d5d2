import { format, inspect } from 'node:util'

import t from 'tap'

import { Secret } from '../../src/lib/secret.js'

const secret = new Secret('hunter2')

t.test('only reveal gives the value', async t => t.equal(secret.reveal(), 'hunter2'))

t.test('no way of printing does', async t => {
  const printed = {
    template: `${secret}`,
    concatenation: `x${String(secret)}`,
    json: JSON.stringify({ secret }),
    inspect: inspect({ nested: [secret] }, { showHidden: true, depth: 9 }),
    format: format('%s %o %j %O', secret, secret, secret, secret),
    spread: JSON.stringify({ ...secret }),
    keys: JSON.stringify(Object.entries(secret)),
    error: inspect(new TypeError('failed', { cause: secret })),
  }
  for (const [how, text] of Object.entries(printed)) t.notOk(text.includes('hunter2'), how)
  t.equal(printed.template, '[redacted]')
  t.equal(printed.json, '{"secret":"[redacted]"}')
})
