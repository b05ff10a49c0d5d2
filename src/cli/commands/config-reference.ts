import { describeVariables } from '../../config/describe-variables.js'
import type { AddCommand } from '../program.js'

/** `config-reference`: the text of docs/configuration.md. */
export const configReference: AddCommand = (parent, io) => {
  parent
    .command('config-reference')
    .description('print the reference of all variables as Markdown')
    .helpOption('--help', 'show help')
    .action(() => io.out(describeVariables().trimEnd()))
}
