import type { SandboxUser } from '../../sandbox/sandbox.js'
import type { Narrator } from './narrator.js'

/** With whose name and password a visitor can sign in. */
export function showAccounts(tell: Narrator, users: readonly SandboxUser[]): void {
  tell.say('Accounts of the sandbox (login, password):')
  for (const { loginName, password, admin } of users) {
    tell.show(`${loginName.padEnd(24)} ${password}${admin ? '   (administrator)' : ''}`)
  }
}
