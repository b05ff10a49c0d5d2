import { isIP } from 'node:net'
import { valueKind, type ValueKind } from './value-kind.js'

/** An address or a name to listen on. */
export function listenHost(): ValueKind<string> {
  return valueKind('IP address or host name', (text, refuse) => {
    const bare = text.replace(/^\[(.*)\]$/, '$1')
    if (isIP(bare) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(bare)) return bare
    return refuse(
      'is neither an IP address nor a host name.',
      'Write 127.0.0.1 for this machine only, 0.0.0.0 for all.',
    )
  })
}
