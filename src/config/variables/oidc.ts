import { boolean } from '../values/boolean.js'
import { scopeList } from '../values/list.js'
import { mcpClients } from '../values/mcp-clients.js'
import { decimal, wholeNumber } from '../values/number.js'
import { choice, claimName, secretText, text } from '../values/text.js'
import { baseUrl, endpointUrl, issuerList, issuerUrl } from '../values/url.js'
import { optional, WITH_OAUTH, withDefault } from './variable.js'

/** The identity provider (Nextcloud's own, unless told otherwise) and our registration there. */
export const oidcVariables = {
  NEXTCLOUD_OIDC_CLIENT_ID: optional(text(), {
    description:
      'Client id of this server at the provider, with `NEXTCLOUD_OIDC_CLIENT_SECRET`. Recommended for production: a client that registers itself expires, by default after an hour, and every authorisation with it.',
    modes: WITH_OAUTH,
    defaultNote: 'registers itself',
    flag: { long: '--oauth-client-id', argument: 'id' },
  }),
  NEXTCLOUD_OIDC_CLIENT_SECRET: optional(secretText(), {
    description: 'Secret of that client.',
    modes: WITH_OAUTH,
    flag: { long: '--oauth-client-secret', argument: 'secret' },
  }),
  NEXTCLOUD_OIDC_SCOPES: withDefault(scopeList(), 'openid profile offline_access', {
    description:
      'Scopes that the client of this server may have when it registers itself, beside `openid profile offline_access` and `PROVISIONING_EXTRA_SCOPES`, which it always needs.',
    modes: WITH_OAUTH,
    flag: { long: '--oauth-scopes', argument: 'scopes' },
  }),
  NEXTCLOUD_OIDC_TOKEN_TYPE: withDefault(choice(['jwt', 'bearer']), 'jwt', {
    description: 'Kind of access token to ask for when this server registers itself: signed, or opaque (`bearer`).',
    modes: WITH_OAUTH,
    flag: { long: '--oauth-token-type', argument: 'type' },
  }),
  OIDC_DISCOVERY_URL: optional(endpointUrl(), {
    description:
      'Discovery document of the provider. Set it only for a provider other than Nextcloud, see docs/identity-providers.md.',
    modes: WITH_OAUTH,
    defaultNote: '`NEXTCLOUD_HOST` with `/.well-known/openid-configuration`',
  }),
  NEXTCLOUD_PUBLIC_ISSUER_URL: optional(issuerUrl(), {
    description:
      'Public address of Nextcloud as an issuer, when this server reaches it by another one: browsers are sent there, and tokens may name it as `iss`.',
    modes: WITH_OAUTH,
    flag: { long: '--public-issuer-url', argument: 'url' },
  }),
  OIDC_ISSUER: optional(issuerUrl(), {
    description: 'Expected issuer, instead of the discovered one.',
    modes: WITH_OAUTH,
    defaultNote: 'discovered',
  }),
  ADDITIONAL_TOKEN_ISSUERS: withDefault(issuerList(), '', {
    description: 'More spellings of the issuer that tokens may carry.',
    modes: WITH_OAUTH,
  }),
  JWKS_URI: optional(endpointUrl(), {
    description: 'Signing keys, instead of the discovered address.',
    modes: WITH_OAUTH,
    defaultNote: 'discovered',
  }),
  INTROSPECTION_URI: optional(endpointUrl(), {
    description: 'Introspection endpoint, instead of the discovered one.',
    modes: WITH_OAUTH,
    defaultNote: 'discovered',
  }),
  USERINFO_URI: optional(endpointUrl(), {
    description: 'Userinfo endpoint, instead of the discovered one.',
    modes: WITH_OAUTH,
    defaultNote: 'discovered',
  }),
  NEXTCLOUD_RESOURCE_URI: optional(baseUrl(), {
    description: 'The `resource` that provisioning asks tokens for.',
    modes: WITH_OAUTH,
    defaultNote: '`NEXTCLOUD_HOST`',
  }),
  OIDC_USER_ID_CLAIM: withDefault(claimName(), 'sub', {
    description:
      'Claim that holds the Nextcloud user id, for a provider other than Nextcloud whose `sub` is something else, for example `preferred_username`. Whoever may choose this claim at the provider can become anybody here.',
    modes: WITH_OAUTH,
  }),
  OIDC_ENDPOINT_ORIGINS: withDefault(issuerList(), '', {
    description:
      'More addresses at which the endpoints of the provider may lie, for one that spreads them over several hosts, such as Amazon Cognito.',
    modes: WITH_OAUTH,
  }),
  OIDC_RESOURCE_SERVER_ID: optional(text(), {
    description: 'Prefix that providers like Amazon Cognito put before scopes.',
    modes: WITH_OAUTH,
  }),
  NEXTCLOUD_INTERNAL_REWRITE: withDefault(boolean(), 'false', {
    description:
      'Send token, key, userinfo, introspection and registration requests to `NEXTCLOUD_HOST`, whatever address discovery gives. For a Nextcloud whose public address is not reachable from here.',
    modes: WITH_OAUTH,
  }),
  OIDC_DISCOVERY_MAX_ATTEMPTS: withDefault(wholeNumber({ min: 1, max: 100 }), '10', {
    description:
      'How often discovery is tried at start before OAuth is reported as degraded. It goes on every minute after that.',
    modes: WITH_OAUTH,
  }),
  OIDC_DISCOVERY_BACKOFF_BASE: withDefault(decimal({ min: 0, max: 60, unit: 'seconds' }), '1.0', {
    description: 'Pause after the first failed attempt; it doubles each time.',
    modes: WITH_OAUTH,
  }),
  OIDC_DISCOVERY_BACKOFF_MAX: withDefault(decimal({ min: 0, max: 300, unit: 'seconds' }), '15', {
    description: 'Longest pause between attempts.',
    modes: WITH_OAUTH,
  }),
  DCR_DELETE_ON_SHUTDOWN: withDefault(boolean(), 'false', {
    description: 'Delete our registration at the provider when the server stops and nobody has authorised it.',
    modes: WITH_OAUTH,
  }),
  ALLOW_UNADVERTISED_PKCE: withDefault(boolean(), 'false', {
    description:
      'Start although the provider does not announce PKCE with S256. This server uses it all the same; MCP clients that sign in at the provider themselves look for the announcement and may refuse.',
    modes: ['oauth'],
  }),
  ALLOWED_MCP_CLIENTS: withDefault(mcpClients(), '', {
    description:
      'MCP clients that may sign people in through this server, besides those that register and those that a document describes. An id alone is a program on the person’s own machine; a redirect URI may end with `/*` for one varying segment.',
    modes: WITH_OAUTH,
  }),
  MCP_CLIENT_REGISTRATION: withDefault(choice(['open', 'closed']), 'open', {
    description:
      'Whether MCP clients may register at this server by themselves. When closed, only those of `ALLOWED_MCP_CLIENTS` and those that a document at their id describes may sign people in; clients that registered before wait until it is open again.',
    modes: WITH_OAUTH,
  }),
  MCP_OAUTH: withDefault(boolean(), 'false', {
    description:
      'Let MCP clients that offer nothing but OAuth, such as hosted assistants, connect to `/mcp` too, beside HTTP Basic. The person signs in at Nextcloud and allows each client; what is stored is used as it is for background work.',
    modes: ['hybrid'],
  }),
}
