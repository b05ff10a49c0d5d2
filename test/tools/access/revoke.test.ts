import t from 'tap'
import { revoke } from '../../../src/tools/access/revoke.js'
import { accessPort } from '../../helpers/access-port.js'
import { person } from '../../helpers/person.js'
import { runTool } from '../../helpers/run-tool.js'

const port = (hadGrant: boolean, remoteRevoked: boolean | null) =>
  accessPort({
    revoke: async () => ({ hadGrant, remoteRevoked, hadAppPassword: !hadGrant, appPasswordDeleted: remoteRevoked }),
  })

for (const [hadGrant, remoteRevoked] of [
  [true, true],
  [true, null],
  [false, false],
] as const) {
  t.test(`a revocation tells the truth: ${hadGrant}, ${remoteRevoked}`, async t => {
    const { context } = await person(t, { access: port(hadGrant, remoteRevoked) })
    t.strictSame(await runTool(revoke, context), {
      had_grant: hadGrant,
      remote_revoked: remoteRevoked,
      had_app_password: !hadGrant,
      app_password_deleted: remoteRevoked,
    })
  })
}

t.test('where background access does not exist there is nothing to revoke', async t => {
  const { context } = await person(t)
  await t.rejects(runTool(revoke, context), { name: 'InvalidRequest' })
})
