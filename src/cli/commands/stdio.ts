import type { AddCommand } from '../program.js'
import { addSettings, type Options } from '../settings.js'
import { serve } from './run.js'

/** `stdio`, which is `run --transport stdio`: what an MCP client on this machine starts. */
export const stdio: AddCommand = (parent, io) => {
  const command = parent.command('stdio').description('serve one MCP client by standard input and output')
  addSettings(command.helpOption('--help', 'show help'))
  command.action(async (options: Options) => {
    const { transport = 'stdio' } = options
    if (transport !== 'stdio') command.error('error: the command stdio has one transport. Leave out --transport.')
    await serve({ ...options, transport }, io)
  })
}
