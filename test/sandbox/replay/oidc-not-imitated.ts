import type { NotImitated } from './harness.js'

const NO_APP = 'that app is not in the sandbox'

/** What the sandbox's identity provider and bearer check do not imitate, by area and id of the exchange, with the reason. */
export const OIDC_NOT_IMITATED = {
  'oidc-discovery-dcr': {},
  'oidc-authorize': {},
  'oidc-token': {},
  'oidc-bearer': {
    'ocs.shares': NO_APP,
  },
} satisfies Record<string, NotImitated>
