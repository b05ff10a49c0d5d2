import t from 'tap'
import { encryptionKeys } from '../../../src/config/values/encryption-keys.js'
import { cli } from '../fake-io.js'

t.test('CFG-13: the key alone is on stdout, and it is one that the configuration takes', async t => {
  const io = await cli('generate-key')
  t.match(io.stdout(), /^[A-Za-z0-9+/]{43}=$/)
  t.ok(encryptionKeys().schema.safeParse(io.stdout()).success)
  t.match(io.stderr(), /TOKEN_ENCRYPTION_KEY_FILE/)
  t.equal(io.exitCode(), 0)
})

t.test('two keys differ', async t => {
  t.not((await cli('generate-key')).stdout(), (await cli('generate-key')).stdout())
})
