import type { NotImitated } from './harness.js'

const NO_APP = 'that app is not in the sandbox'

/** What the sandbox's identity provider and bearer check do not imitate, by area and id of the exchange, with the reason. */
export const OIDC_NOT_IMITATED = {
  'oidc-discovery-dcr': {
    'disabled.discovery': {
      reason: 'the recording writes "<absent>" for a key that is not there',
      except: ['/registration_endpoint: missing'],
    },
  },
  'oidc-authorize': {},
  'oidc-token': {
    'disabled-user.ocs': {
      reason: 'the refusal does not name the disabled person',
      except: ['header x-user-id: missing'],
    },
  },
  'oidc-bearer': {
    'ocs.shares': NO_APP,
  },
} satisfies Record<string, NotImitated>
