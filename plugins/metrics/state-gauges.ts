import type { FastifyInstance } from 'fastify'
import type { GaugeSource } from '../../src/lib/metrics.js'
import { version } from '../../src/lib/version.js'

type Parts = Pick<FastifyInstance, 'basic' | 'oauth' | 'config'>

const OIDC_STATES = ['starting', 'ready', 'degraded'] as const

/** What this process knows without asking anybody. */
export function stateGauges({ basic, oauth, config }: Parts): GaugeSource[] {
  const always: GaugeSource[] = [
    {
      name: 'mcp_build_info',
      help: 'Always 1; the labels say which server this is.',
      labels: ['version', 'mode'],
      read: () => [{ value: 1, labels: { version, mode: config.mode } }],
    },
    {
      name: 'mcp_basic_breaker_open',
      help: 'Addresses of which no unknown password is put to Nextcloud now, because too many were wrong.',
      read: () => [{ value: basic.breakerOpen() }],
    },
  ]
  return oauth ? [...always, oidcState(() => oauth.oidc.status().state)] : always
}

function oidcState(current: () => (typeof OIDC_STATES)[number]): GaugeSource {
  return {
    name: 'mcp_oidc_state',
    help: '1 for the state that our registration at the identity provider is in, 0 for the others.',
    labels: ['state'],
    read: () => OIDC_STATES.map(state => ({ value: state === current() ? 1 : 0, labels: { state } })),
  }
}
