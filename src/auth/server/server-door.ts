import { TemporarilyUnavailable } from '../../errors/access-errors.js'
import { sha256 } from '../../lib/sha256.js'
import type { Secret } from '../../lib/secret.js'
import type { Credential } from '../../nextcloud/http-client.js'
import type { BearerDoor, BearerLogin } from '../bearer/bearer-door.js'
import type { BearerProbe } from '../bearer/probe-bearer.js'
import { clientFault } from '../bearer/token-facts.js'
import type { VerifyResult } from '../bearer/token-verifier.js'
import type { TokenBroker } from '../broker/token-broker.js'
import type { Principal } from '../principal.js'
import type { ServerDeps } from './server-deps.js'
import { isOurAccessToken } from './tokens/token-forms.js'
import { type VerifiedToken, verifyAccessToken } from './tokens/verify-access-token.js'

/**
 * The door for tokens that we gave out. They mean nothing to Nextcloud: what goes there is what the person left with us, so a client never holds
 * anything of Nextcloud's (RT-14).
 */
export function serverDoor(
  deps: Pick<ServerDeps, 'storage' | 'ports' | 'config'>,
  broker: Pick<TokenBroker, 'credentialFor' | 'rejected'>,
  probe: Pick<BearerProbe, 'observe'>,
): BearerDoor {
  const verify = async (token: Secret): Promise<VerifyResult> => {
    const verified = await verifyAccessToken(deps, token.reveal())
    return verified ? { ok: true, principal: principalOf(deps, token, verified) } : clientFault('inactive')
  }
  return {
    owns: token => isOurAccessToken(token.reveal()),
    async enter(token) {
      const result = await verify(token)
      if (!result.ok) return result
      const login = loginOf(deps, result.principal, broker, () => verify(token))
      probe.observe(login)
      return { ok: true, login }
    },
  }
}

function loginOf(
  deps: Pick<ServerDeps, 'storage'>,
  principal: Principal,
  broker: Pick<TokenBroker, 'credentialFor' | 'rejected'>,
  confirm: BearerLogin['confirm'],
): BearerLogin {
  const { userId } = principal
  let given: Credential | undefined
  return {
    principal,
    credential: async () => (given = await credentialWithin(deps, broker, principal)),
    rejected: () => broker.rejected(userId, given),
    confirm,
    stored: () => given?.kind,
  }
}

/**
 * An app password may stand in for a grant that cannot be used at this moment. One that its person limited does so only where the caller may do no more anyhow.
 *
 * @throws {TemporarilyUnavailable} else; once the grant is known to be over, callers are narrowed before they get here.
 */
async function credentialWithin(
  { storage }: Pick<ServerDeps, 'storage'>,
  broker: Pick<TokenBroker, 'credentialFor'>,
  { userId, scopes = [] }: Principal,
): Promise<Credential> {
  const credential = await broker.credentialFor(userId)
  if (credential.kind === 'bearer') return credential
  const limit = (await storage.appPasswords.find(userId))?.scopes
  if (!limit || scopes.every(scope => limit.includes(scope))) return credential
  throw new TemporarilyUnavailable('The stored grant cannot be used right now, and the app password is limited.')
}

function principalOf({ config }: Pick<ServerDeps, 'config'>, token: Secret, verified: VerifiedToken): Principal {
  const { userId, clientId, scopes, expiresAt } = verified
  return {
    userId,
    via: 'bearer',
    scopes,
    issuer: config.server.publicUrl,
    clientId,
    expiresAt,
    credentialHash: sha256(token.reveal()),
  }
}
