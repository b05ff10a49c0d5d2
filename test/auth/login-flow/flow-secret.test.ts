import t from 'tap'
import { openGranted, openWaiting, sealGranted, sealWaiting } from '../../../src/auth/login-flow/flow-secret.js'
import { Secret } from '../../../src/lib/secret.js'
import type { LoginFlow } from '../../../src/storage/login-flow-storage.js'
import { openVault } from '../../../src/vault/open-vault.js'
import { testKey } from '../../helpers/open-test-storage.js'

const flow = (changes: Partial<LoginFlow>): LoginFlow => ({
  flowHash: 'a',
  cookieHash: '',
  browserHash: '',
  stage: 'waiting',
  sealed: null,
  failure: null,
  userId: null,
  correlationId: null,
  returnTo: null,
  ticketUser: null,
  answerLost: false,
  attempts: 0,
  nextAt: 0,
  createdAt: 0,
  expiresAt: 0,
  ...changes,
})

t.test('what is kept depends on the stage, and opens for its own login alone', async t => {
  const vault = openVault([testKey()])
  const waiting = sealWaiting(vault, 'a', { pollToken: new Secret('poll'), loginUrl: 'http://nc/login' })
  const opened = openWaiting(vault, flow({ sealed: waiting }))
  t.equal(opened?.pollToken.reveal(), 'poll')
  t.equal(opened?.loginUrl, 'http://nc/login')
  const given = sealGranted(vault, 'a', { loginName: 'Alice', appPassword: new Secret('pw') })
  const granted = flow({ stage: 'granted', sealed: given })
  t.equal(openGranted(vault, granted)?.appPassword.reveal(), 'pw')
  t.equal(openWaiting(vault, granted), undefined)
  t.equal(openGranted(vault, flow({ sealed: waiting })), undefined)
  t.equal(openWaiting(vault, flow({})), undefined)
  t.throws(() => openGranted(vault, { ...granted, flowHash: 'b' }), { code: 'NCMCP_DECRYPTION_FAILED' })
  t.throws(() => openWaiting(openVault([testKey()]), flow({ sealed: waiting })), { code: 'NCMCP_DECRYPTION_FAILED' })
})
