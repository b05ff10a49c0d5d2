import t from 'tap'
import { authorizePath, isLoginFlowOffered } from '../../../src/auth/login-flow/login-flow-offer.js'
import type { OidcStatus } from '../../../src/auth/oidc/oidc-runtime.js'
import { testConfig } from '../../helpers/test-config.js'

const READY: OidcStatus = { state: 'ready', issuer: 'i', clientId: 'c', clientExpiresAt: null, warnings: [] }
const DOWN: OidcStatus = { state: 'degraded', reason: 'down', retryAt: 5 }
const MISSING: OidcStatus = { ...DOWN, providerMissing: true }
const STARTING: OidcStatus = { state: 'starting' }

const table = (written: string) => {
  const config = testConfig({ ENABLE_LOGIN_FLOW: written })
  return [STARTING, READY, DOWN, MISSING].map(status => [
    isLoginFlowOffered(config, status),
    authorizePath(config, status).split('/').at(-1),
  ])
}

t.test('by itself it is offered only where Nextcloud has no identity provider', async t => {
  t.strictSame(table('auto'), [
    [false, 'authorize-nextcloud'],
    [false, 'authorize-nextcloud'],
    [false, 'authorize-nextcloud'],
    [true, 'login-flow'],
  ])
})

t.test('switched on it is always offered, and links lead there when OAuth cannot work', async t => {
  t.strictSame(table('true'), [
    [true, 'authorize-nextcloud'],
    [true, 'authorize-nextcloud'],
    [true, 'login-flow'],
    [true, 'login-flow'],
  ])
})

t.test('switched off it is never offered', async t => {
  t.strictSame(
    table('false'),
    [0, 1, 2, 3].map(() => [false, 'authorize-nextcloud']),
  )
})
