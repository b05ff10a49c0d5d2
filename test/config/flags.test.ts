import t from 'tap'
import { variableFlags } from '../../src/config/flags.js'

t.test('every flag is there once, and -h is left to nobody', async t => {
  const names = variableFlags.flatMap(({ long, short }) => (short ? [long, short] : [long]))
  t.equal(new Set(names).size, names.length)
  t.notOk(names.includes('-h'))
})

t.test('the documented flags exist', async t => {
  const longs = variableFlags.map(({ long }) => long)
  const documented = [
    '--host',
    '--port',
    '--log-level',
    '--oauth-client-id',
    '--oauth-client-secret',
    '--mcp-server-url',
  ]
  for (const flag of [
    ...documented,
    '--nextcloud-host',
    '--oauth-scopes',
    '--oauth-token-type',
    '--public-issuer-url',
    '--transport',
    '--insecure-open',
  ]) {
    t.ok(longs.includes(flag), flag)
  }
})

t.test('flags that carry secrets are marked', async t => {
  const secret = variableFlags.filter(flag => flag.secret).map(({ long }) => long)
  t.strictSame(secret.toSorted(), ['--nextcloud-password', '--oauth-client-secret'])
})

t.test('the help says what a flag does and which variable it sets, in plain text', async t => {
  const told = Object.fromEntries(variableFlags.map(({ long, description }) => [long, description]))
  t.equal(told['--port'], 'Port to listen on. Sets PORT.')
  for (const [flag, description] of Object.entries(told)) {
    t.match(description, /^[A-Z].*\. Sets [A-Z_]+\.$/, flag)
    t.notMatch(description, /`/, flag)
  }
})
