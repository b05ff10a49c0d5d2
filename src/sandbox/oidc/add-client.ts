import type { ClientFields } from './client-fields.js'
import { nowSeconds, type OidcContext } from './oidc-context.js'
import type { OidcClient } from './oidc-state.js'

const ID_LENGTH = 64

/** Writes a client down; id and secret are 64 characters of A-Z a-z 0-9. */
export function addClient(
  { world, state }: OidcContext,
  fields: ClientFields & { name: string; redirectUris: string[] },
  { dynamic }: { dynamic: boolean },
): OidcClient {
  const client: OidcClient = {
    tokenType: 'opaque',
    applicationType: 'web',
    allowedScopes: '',
    resourceUrl: null,
    ...fields,
    number: state.nextNumber(),
    clientId: world.randomId(ID_LENGTH),
    clientSecret: world.randomId(ID_LENGTH),
    issuedAt: nowSeconds(world),
    dynamic,
  }
  state.clients.set(client.clientId, client)
  return client
}
