import { deregisterClient, type Deregistration } from '../../auth/oidc/deregister-client.js'
import { discover } from '../../auth/oidc/discover.js'
import type { OidcDeps } from '../../auth/oidc/oidc-deps.js'
import { providerMetadata } from '../../auth/oidc/provider-metadata.js'
import { StartFailed } from '../../errors/start-failed.js'
import type { Io } from '../io.js'
import type { AddCommand } from '../program.js'
import { addSettings, readSettings, type Options } from '../settings.js'
import { withParts } from '../with-parts.js'

/** `deregister`: deletes the client that this server registered for itself (DCR-8). */
export const deregister: AddCommand = (parent, io) => {
  const command = parent.command('deregister').description('delete the client that this server registered for itself')
  addSettings(command.helpOption('--help', 'show help').option('--force', 'even though people have authorised it'))
  command.action(async (options: Options) => {
    const { config } = readSettings(options, io)
    await withParts(config, parts => remove(parts, options['force'] === true, io))
  })
}

const OUTCOMES: Readonly<Record<Exclude<Deregistration, 'failed'>, string>> = {
  deleted: 'The client was deleted at the identity provider and here.',
  gone: 'The identity provider had forgotten the client already; it was deleted here.',
  none: 'Nothing to do: this server has not registered itself.',
}

async function remove(parts: OidcDeps, force: boolean, io: Io): Promise<void> {
  const { issuer } = providerMetadata(await discover(parts.config, parts.http), parts.config)
  const client = await parts.storage.clients.find(issuer)
  const grants = client ? await parts.storage.grants.countActive(issuer, client.clientId) : 0
  if (grants > 0 && !force) {
    throw new StartFailed(
      `Authorisations that would be lost with this client: ${grants}. Use --force if that is meant.`,
    )
  }
  const outcome = await deregisterClient(parts, issuer)
  if (outcome === 'failed') {
    throw new StartFailed('The identity provider did not delete the client. Try later; it also expires by itself.')
  }
  io.out(OUTCOMES[outcome])
}
