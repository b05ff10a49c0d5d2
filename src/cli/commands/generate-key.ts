import { systemPorts } from '../../lib/ports.js'
import type { AddCommand } from '../program.js'

/** `generate-key`: the key alone on stdout, so that a script can take it; what to do with it on stderr. */
export const generateKey: AddCommand = (parent, io) => {
  parent
    .command('generate-key')
    .description('make a key for TOKEN_ENCRYPTION_KEY')
    .helpOption('--help', 'show help')
    .action(() => {
      io.out(systemPorts.random(32).toString('base64'))
      io.err('Set TOKEN_ENCRYPTION_KEY to it, or TOKEN_ENCRYPTION_KEY_FILE to a file that holds it, and keep a copy.')
      io.err('To replace a key in use: TOKEN_ENCRYPTION_KEY=new,old, restart, then: nextcloud-mcp-server db rotate-key')
    })
}
