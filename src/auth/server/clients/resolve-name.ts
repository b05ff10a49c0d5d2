import type { LookupAddress } from 'node:dns'
import { Resolver } from 'node:dns/promises'

/** How long one name server is waited for, and how often; whoever asks has a deadline of their own. */
const PATIENCE = { timeout: 2_000, tries: 2 }

/**
 * Every address of a name that a stranger chose, as the name servers say. They are asked by ourselves: the system's `lookup` takes one of the few threads
 * that files, signatures and the way to Nextcloud need too, for as long as the stranger's name server likes to be silent.
 *
 * @param signal - ends the wait. @param servers - instead of those of this machine.
 * @throws when there is none.
 */
export async function resolveName(
  hostname: string,
  signal: AbortSignal,
  servers?: readonly string[],
): Promise<readonly LookupAddress[]> {
  const resolver = new Resolver(PATIENCE)
  if (servers) resolver.setServers(servers)
  const cancel = () => resolver.cancel()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    return await allOf(resolver, hostname)
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

async function allOf(resolver: Resolver, hostname: string): Promise<readonly LookupAddress[]> {
  const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
  if (four.status === 'rejected' && six.status === 'rejected') throw four.reason
  return [...addresses(four, 4), ...addresses(six, 6)]
}

function addresses(result: PromiseSettledResult<string[]>, family: 4 | 6): LookupAddress[] {
  return result.status === 'fulfilled' ? result.value.map(address => ({ address, family })) : []
}
