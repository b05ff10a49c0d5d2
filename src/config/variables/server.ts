import { boolean } from '../values/boolean.js'
import { listenHost } from '../values/host.js'
import { addressList, hostList, originList } from '../values/list.js'
import { wholeNumber } from '../values/number.js'
import { bearerSecret, choice, SWITCH_WORDS } from '../values/text.js'
import { baseUrl } from '../values/url.js'
import { EVERY_MODE, optional, WITH_OAUTH, withDefault } from './variable.js'

/** Where this server listens, how others reach it, what it logs. */
export const serverVariables = {
  HOST: withDefault(listenHost(), '127.0.0.1', {
    description:
      'Address to listen on. `127.0.0.1` is this machine only; `0.0.0.0` is every network, as in a container.',
    modes: EVERY_MODE,
    flag: { long: '--host', argument: 'address' },
  }),
  PORT: withDefault(wholeNumber({ min: 1, max: 65_535 }), '8000', {
    description: 'Port to listen on.',
    modes: EVERY_MODE,
    flag: { long: '--port', short: '-p', argument: 'port' },
  }),
  MCP_TRANSPORT: withDefault(choice(['streamable-http', 'stdio'], { http: 'streamable-http' }), 'streamable-http', {
    description:
      'How MCP clients reach this server: `streamable-http` (or `http`) is a network server; `stdio` is a process that one client starts and talks to by its standard input and output, in single-user mode only. The command `stdio` sets it.',
    modes: EVERY_MODE,
    flag: { long: '--transport', short: '-t', argument: 'name' },
  }),
  MCP_STATIC_TOKEN: optional(bearerSecret(), {
    description:
      'In single-user mode `/mcp` takes whoever sends this as `Authorization: Bearer`, and nobody else. Required there as soon as others than this machine can reach the server.',
    modes: ['single_user_basic'],
  }),
  MCP_INSECURE_OPEN: withDefault(boolean(), 'false', {
    description:
      'In single-user mode serve everybody who reaches this server, without `MCP_STATIC_TOKEN`: they all act as the account of `NEXTCLOUD_USERNAME`. For networks that keep others out by themselves.',
    modes: ['single_user_basic'],
    flag: { long: '--insecure-open' },
  }),
  NEXTCLOUD_MCP_SERVER_URL: optional(baseUrl(), {
    description:
      'Address at which browsers, Nextcloud and Astrolabe reach this server. The OAuth redirect address is this with `/oauth/callback`, and bearer tokens must name it as their audience.',
    modes: EVERY_MODE,
    defaultNote: '`http://localhost:` and the port',
    flag: { long: '--mcp-server-url', argument: 'url' },
  }),
  ALLOW_INSECURE_HTTP: withDefault(boolean(), 'false', {
    description:
      'Permit plain `http://` to public names. Passwords then cross the network readable by others. Loopback and private addresses do not need it.',
    modes: EVERY_MODE,
  }),
  MCP_ALLOWED_HOSTS: withDefault(hostList(), '', {
    description:
      'More names that the `Host` header may carry, besides that of `NEXTCLOUD_MCP_SERVER_URL` and the loopback names. Protects against DNS rebinding; `*` turns that off.',
    modes: EVERY_MODE,
  }),
  MCP_ALLOWED_ORIGINS: withDefault(originList(), '', {
    description:
      'More web origins whose pages may call this server from a browser: `/mcp`, the management API and the token endpoints, never with cookies. `*` allows all.',
    modes: EVERY_MODE,
  }),
  FORWARDED_ALLOW_IPS: withDefault(addressList(), '127.0.0.1,::1', {
    description: 'Proxies in front of this server: only their `X-Forwarded-For` is believed.',
    modes: EVERY_MODE,
  }),
  COOKIE_SECURE: optional(choice(['auto', 'true', 'false'], SWITCH_WORDS), {
    description: 'Mark cookies as for https only. `auto` does so when `NEXTCLOUD_MCP_SERVER_URL` is https.',
    modes: WITH_OAUTH,
    defaultNote: '`auto`',
  }),
  LOG_LEVEL: withDefault(
    choice(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { warning: 'warn', critical: 'fatal' }),
    'info',
    {
      description: 'How much is logged. Secrets are never logged, at any level.',
      modes: EVERY_MODE,
      flag: { long: '--log-level', short: '-l', argument: 'level' },
    },
  ),
  LOG_FORMAT: withDefault(choice(['json', 'text']), 'json', {
    description: 'One JSON object per line for machines, or text for people.',
    modes: EVERY_MODE,
  }),
}
