/**
 * Does the asked redirect URI fit a registered one? Exact, except for three patterns of the `oidc` app 2.0.9: a port
 * that is `*` (or not registered at all) stands for any, a host that starts with `*.` for any one label, a path that
 * ends in `/*` for everything below.
 */
export function redirectUriMatches(registered: string, asked: string): boolean {
  if (registered === asked) return true
  const parts = /^(https?):\/\/([^/?#:]*)(?::([^/?#]*))?(.*)$/.exec(registered)
  if (parts === null) return false
  const [, scheme = '', host = '', port, rest = ''] = parts
  return new RegExp(`^${scheme}://${hostPattern(host)}${portPattern(port)}${restPattern(rest)}$`).test(asked)
}

const literally = (value: string) => value.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

function hostPattern(host: string): string {
  return host.startsWith('*.') ? `[A-Za-z0-9-]+${literally(host.slice(1))}` : literally(host)
}

function portPattern(port: string | undefined): string {
  if (port === undefined) return '(?::\\d+)?'
  return port === '*' ? ':\\d+' : `:${literally(port)}`
}

function restPattern(rest: string): string {
  return rest.endsWith('/*') ? `${literally(rest.slice(0, -1))}[^?#]*` : literally(rest)
}
