import type { Env } from '../env.js'
import { problem, warning, type Finding } from '../finding.js'
import { transportRisk } from '../transport-risk.js'
import type { RuleInput } from './rule.js'

/** Addresses to which secrets travel. */
const CARRY_SECRETS = [
  'NEXTCLOUD_HOST',
  'NEXTCLOUD_MCP_SERVER_URL',
  'NEXTCLOUD_PUBLIC_URL',
  'NEXTCLOUD_PUBLIC_ISSUER_URL',
  'OIDC_DISCOVERY_URL',
  'INTROSPECTION_URI',
  'USERINFO_URI',
  'JWKS_URI',
  'WEBHOOK_INTERNAL_URL',
] as const satisfies readonly (keyof Env)[]

/** They do when headers let us in there; traces by themselves hold no secret. */
const CARRY_HEADERS = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] as const

/** CFG-12, GAP-43: plain http to a public name is refused, to a private one it is said aloud; TLS that is not checked, too. */
export function checkTransport({ env, readFile }: RuleInput): Finding[] {
  const carrying = env.OTEL_EXPORTER_OTLP_HEADERS ? [...CARRY_SECRETS, ...CARRY_HEADERS] : CARRY_SECRETS
  return [...carrying.flatMap(name => checkAddress(name, env)), ...checkTls(env, readFile)]
}

function checkAddress(name: (typeof CARRY_SECRETS | typeof CARRY_HEADERS)[number], env: Env): Finding[] {
  const address = env[name]
  const risk = address === undefined ? 'none' : transportRisk(address)
  if (risk === 'none') return []
  if (risk === 'private' || env.ALLOW_INSECURE_HTTP) {
    return [warning(name, 'is plain http: whoever can read that network can read passwords and tokens. Prefer https.')]
  }
  const fix = 'Write https://, or, if you accept that, set ALLOW_INSECURE_HTTP=true.'
  return [problem(name, 'is plain http to a public name: passwords and tokens would travel readable by others.', fix)]
}

function checkTls(env: Env, readFile: RuleInput['readFile']): Finding[] {
  const findings: Finding[] = []
  if (!env.NEXTCLOUD_VERIFY_SSL) {
    findings.push(
      warning('NEXTCLOUD_VERIFY_SSL', 'is off: anybody on the way to Nextcloud can read and change everything.'),
    )
  }
  if (env.NEXTCLOUD_CA_BUNDLE !== undefined && !isCertificateFile(env.NEXTCLOUD_CA_BUNDLE, readFile)) {
    const what = 'does not name a readable file with certificates.'
    findings.push(problem('NEXTCLOUD_CA_BUNDLE', what, 'Name a PEM file (with BEGIN CERTIFICATE) that exists.'))
  }
  return findings
}

function isCertificateFile(path: string, readFile: RuleInput['readFile']): boolean {
  try {
    return readFile(path).includes('-----BEGIN CERTIFICATE-----')
  } catch {
    return false
  }
}
