import { boolean } from '../values/boolean.js'
import { secretText, text } from '../values/text.js'
import { baseUrl } from '../values/url.js'
import { BASIC_PER_REQUEST, EVERY_MODE, optional, WITH_OAUTH, withDefault } from './variable.js'

/** The Nextcloud behind this server, and how it is reached. */
export const nextcloudVariables = {
  NEXTCLOUD_HOST: optional(baseUrl(), {
    description: 'Address of Nextcloud, a sub-path included. Required. A trailing slash is taken off.',
    modes: EVERY_MODE,
    flag: { long: '--nextcloud-host', argument: 'url' },
  }),
  NEXTCLOUD_USERNAME: optional(text(), {
    description: 'The one account of single-user mode. An error in the other modes.',
    modes: ['single_user_basic'],
    flag: { long: '--nextcloud-username', argument: 'name' },
  }),
  NEXTCLOUD_PASSWORD: optional(secretText(), {
    description: 'Its password; use an app password. An error in the other modes.',
    modes: ['single_user_basic'],
    flag: { long: '--nextcloud-password', argument: 'password' },
  }),
  NEXTCLOUD_PUBLIC_URL: optional(baseUrl(), {
    description: 'Where a browser finds Nextcloud, when that is not `NEXTCLOUD_HOST`.',
    modes: WITH_OAUTH,
    defaultNote: '`NEXTCLOUD_PUBLIC_ISSUER_URL` if Nextcloud is its own provider, else `NEXTCLOUD_HOST`',
  }),
  NEXTCLOUD_VERIFY_SSL: withDefault(boolean(), 'true', {
    description: 'Check the TLS certificate of Nextcloud. `false` lets anybody on the way read passwords.',
    modes: EVERY_MODE,
  }),
  NEXTCLOUD_CA_BUNDLE: optional(text('path'), {
    description:
      'PEM file with the authority that signed the certificate of Nextcloud, in addition to the well-known ones.',
    modes: EVERY_MODE,
  }),
  NEXTCLOUD_HTTP_KEEPALIVE: withDefault(boolean(), 'true', {
    description: 'Reuse connections to Nextcloud. Turn off if a proxy in between mixes up answers.',
    modes: EVERY_MODE,
  }),
  NEXTCLOUD_FORWARD_CLIENT_IP: withDefault(boolean(), 'false', {
    description:
      'Tell Nextcloud the address of the caller by `X-Forwarded-For`, so that its brute-force protection counts callers and not this server. Add this server to `trusted_proxies` of Nextcloud first.',
    modes: BASIC_PER_REQUEST,
  }),
}
