import { boolean } from '../values/boolean.js'
import { commaList } from '../values/list.js'
import { wholeNumber } from '../values/number.js'
import { choice } from '../values/text.js'
import { BASIC_PER_REQUEST, WITH_OAUTH, withDefault } from './variable.js'

/** Who is let in, and for how long that is remembered. */
export const accessVariables = {
  ALLOWED_MGMT_CLIENT: withDefault(commaList('client ids, separated by commas'), '', {
    description:
      'Client ids whose tokens the management API takes. Empty: any client of the provider whose token names this server as its audience.',
    modes: WITH_OAUTH,
  }),
  MGMT_ALLOW_USERINFO: withDefault(boolean(), 'false', {
    description:
      'Let the management API take opaque tokens on the word of the userinfo endpoint alone. That proves neither audience nor client.',
    modes: WITH_OAUTH,
  }),
  MGMT_STRICT_ISSUER: withDefault(boolean(), 'false', {
    description:
      'Refuse management tokens with an unlisted issuer even when Nextcloud vouches for them. Astrolabe inside a container gets tokens issued by `http://localhost`, which is why this is off.',
    modes: WITH_OAUTH,
  }),
  TOKEN_CACHE_TTL: withDefault(wholeNumber({ min: 0, max: 86_400, unit: 'seconds' }), '3600', {
    description: 'How long a bearer token that was found good is not checked again. Never longer than the token lives.',
    modes: WITH_OAUTH,
  }),
  TOKEN_LIVENESS: withDefault(choice(['always', 'cache_miss', 'off']), 'cache_miss', {
    description: 'When to ask the provider whether a token was revoked: each time, when it is not cached, or never.',
    modes: WITH_OAUTH,
  }),
  MAX_TOKEN_BYTES: withDefault(wholeNumber({ min: 1024, max: 65_535, unit: 'bytes' }), '16384', {
    description: 'Longest bearer token. Tokens of people in many groups can be long.',
    modes: WITH_OAUTH,
  }),
  MCP_SCOPES_REQUIRED: withDefault(boolean(), 'true', {
    description:
      'A bearer token at `/mcp` opens the tools of those apps only whose scopes it carries, such as `notes.read`; one that carries none of them opens none. With `false` such a token has all rights of its person, as it has at Nextcloud itself; a token that names some is narrowed to them all the same. For clients that cannot be given scopes.',
    modes: ['oauth'],
  }),
  BASIC_AUTH_CACHE_TTL: withDefault(wholeNumber({ min: 0, max: 300, unit: 'seconds' }), '60', {
    description:
      'How long a name and password that Nextcloud took are not checked again. The password itself is not kept. `0` checks each request.',
    modes: BASIC_PER_REQUEST,
  }),
  BASIC_AUTH_BREAKER: withDefault(boolean(), 'true', {
    description:
      'After six wrong passwords in half an hour, refuse unknown credentials here for a while, before Nextcloud blocks this server for everybody. People already known are not affected.',
    modes: BASIC_PER_REQUEST,
  }),
}
