import type { NotImitated } from './harness.js'

const NO_APP = 'that app is not in the sandbox'
const ONLY_ID = { reason: 'of the account, the recording keeps only the id', except: ['/ocs/data/'] }

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
    'ocs.whoami-v1': ONLY_ID,
    'ocs.no-apirequest': ONLY_ID,
    'ocs.minimal-scope': ONLY_ID,
    'ocs.lower-case': ONLY_ID,
    'blocked.ocs': ONLY_ID,
    'validation-on-again.ocs': ONLY_ID,
    'ocs.shares': NO_APP,
    'deck.list': NO_APP,
    'deck.create': NO_APP,
    'deck.delete': NO_APP,
    'tables.v1-list-ocsheader': NO_APP,
    'tables.v2-list': NO_APP,
    'cookbook.list-ocsheader': NO_APP,
    'dav.calendars': NO_APP,
    'dav.addressbooks': NO_APP,
    'dav.webdav-legacy': {
      reason: 'the old endpoint announces what the new one does',
      except: ['header dav: expected 1, 3, extended-mkcol, nextcloud-checksum-update'],
    },
  },
} satisfies Record<string, NotImitated>
