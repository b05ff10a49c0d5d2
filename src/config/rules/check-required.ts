import { problem, type Finding } from '../finding.js'
import { offlineAccess } from '../detect-mode.js'
import type { RuleInput } from './rule.js'

const USERNAME = 'NEXTCLOUD_USERNAME'
const PASSWORD = 'NEXTCLOUD_PASSWORD'
const CLIENT_ID = 'NEXTCLOUD_OIDC_CLIENT_ID'
const CLIENT_SECRET = 'NEXTCLOUD_OIDC_CLIENT_SECRET'

/** Section by section: what each mode needs, and what it does not allow. */
export function checkRequired(input: RuleInput): Finding[] {
  return [...checkHost(input), ...checkCredentials(input), ...checkClient(input), ...checkKey(input)]
}

function checkHost({ written }: RuleInput): Finding[] {
  if (written.has('NEXTCLOUD_HOST')) return []
  return [problem('NEXTCLOUD_HOST', 'is required.', 'Write the address of Nextcloud, e.g. https://cloud.example.com.')]
}

function checkCredentials(input: RuleInput): Finding[] {
  const { written, detected } = input
  const present = [USERNAME, PASSWORD].filter(name => isWritten(written, name))
  if (detected.base === 'single_user_basic') return requireCredentials(present, detected.decidedBy)
  if (detected.decidedBy === undefined && present.length === 1) return oneHalf(present[0] ?? USERNAME)
  const mode = detected.mode
  return present.map(name =>
    problem(name, `is forbidden in ${mode} mode, which ${detected.decidedBy ?? 'the rest'} asks for.`, 'Remove it.'),
  )
}

function requireCredentials(present: readonly string[], decidedBy: string | undefined): Finding[] {
  return [USERNAME, PASSWORD]
    .filter(name => !present.includes(name))
    .map(name =>
      problem(name, `is required by ${decidedBy ?? 'single-user mode'}.`, 'Set both the name and the password.'),
    )
}

/** CFG-8. */
function oneHalf(present: string): Finding[] {
  const missing = present === USERNAME ? PASSWORD : USERNAME
  return [
    problem(missing, `is missing while ${present} is set.`, `Set both for single-user mode, or remove ${present}.`),
  ]
}

/** CFG-11: half a client would silently fall back to registering another one. */
function checkClient({ written, detected }: RuleInput): Finding[] {
  const present = [CLIENT_ID, CLIENT_SECRET].filter(name => isWritten(written, name))
  if (detected.base === 'single_user_basic') {
    return present.map(name => problem(name, 'is forbidden in single_user_basic mode.', 'Remove it.'))
  }
  if (present.length !== 1) return []
  const missing = present[0] === CLIENT_ID ? CLIENT_SECRET : CLIENT_ID
  return [
    problem(
      missing,
      `is missing while ${present[0]} is set.`,
      'Set both, or neither to let this server register itself.',
    ),
  ]
}

function checkKey({ env, written, detected }: RuleInput): Finding[] {
  const stores = detected.base !== 'single_user_basic' && offlineAccess(env)
  if (!stores || isWritten(written, 'TOKEN_ENCRYPTION_KEY')) return []
  return [
    problem(
      'TOKEN_ENCRYPTION_KEY',
      'is required when ENABLE_OFFLINE_ACCESS is on.',
      'Make one with: nextcloud-mcp-server generate-key.',
    ),
  ]
}

/** A file that could not be read has its own finding. */
function isWritten(written: ReadonlySet<string>, name: string): boolean {
  return written.has(name) || written.has(`${name}_FILE`)
}
