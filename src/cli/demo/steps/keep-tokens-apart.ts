import { sealContexts } from '../../../vault/seal-contexts.js'
import { DemoFailed } from '../demo-failed.js'
import type { DemoWorld } from '../demo-world.js'
import type { Narrator } from '../narrator.js'
import { orFail } from '../or-fail.js'

/**
 * What Nextcloud gave stays with the server: neither its refresh token, as the database holds it, nor the access token made of it is in what the
 * client was given (RT-14).
 *
 * @param received - everything that the client got so far.
 */
export async function keepTokensApart(
  { app }: Pick<DemoWorld, 'app'>,
  tell: Narrator,
  received: object,
): Promise<void> {
  tell.step("Nextcloud's own tokens stay with the server")
  const [grant] = (await app.storage?.grants.ofUser('alice')) ?? []
  if (!app.oauth || !grant?.ciphertext) throw new DemoFailed('Nothing of alice was stored.')
  const refreshToken = app.vault.open(grant.ciphertext, sealContexts['refresh-token'](grant))
  const { token } = await orFail('Her grant does not work.', app.oauth.broker.getAccessToken('alice'))
  const got = JSON.stringify(received)
  for (const [name, secret] of [['refresh token', refreshToken] as const, ['access token', token] as const]) {
    const isThere = got.includes(secret.reveal())
    tell.show(
      `Nextcloud's ${name.padEnd(14)} ${secret.reveal().length} characters, in what the client got: ${yesNo(isThere)}`,
    )
    if (isThere) throw new DemoFailed(`The client got Nextcloud's ${name}.`)
  }
  tell.say('The database holds the first encrypted (AES-256-GCM), and of what the client got only hashes.')
}

const yesNo = (value: boolean) => (value ? 'yes' : 'no')
