import { DemoFailed } from '../demo-failed.js'
import type { DemoWorld } from '../demo-world.js'
import type { Narrator } from '../narrator.js'

/** What the database holds of the grant: a ciphertext. */
export async function inspectGrant(world: DemoWorld, tell: Narrator): Promise<void> {
  tell.step('The grant in the database')
  const { storage, oauth } = world.app
  const status = oauth?.oidc.status()
  const issuer = status?.state === 'ready' ? status.issuer : ''
  const grant = await storage?.grants.find(issuer, 'admin')
  if (!grant?.ciphertext || grant.status !== 'active') throw new DemoFailed('No grant was stored.')
  tell.show(`user ${grant.userId}, issuer ${grant.issuer}, status ${grant.status}, version ${grant.version}`)
  tell.show(`key ${grant.keyId}, ciphertext (${grant.ciphertext.length} bytes, AES-256-GCM):`)
  tell.show(`${grant.ciphertext.toString('hex').slice(0, 96)}…`)
  tell.show(`lapses ${isoOf(grant.refreshExpiresAt)} unless it is used; the server refreshes it before`)
}

const isoOf = (seconds: number | null) => (seconds === null ? 'never' : new Date(seconds * 1000).toISOString())
