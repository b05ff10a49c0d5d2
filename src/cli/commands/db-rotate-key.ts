import { rotateKeys, type ColumnRotation, type KeyRotation } from '../../auth/key-rotation/rotate-keys.js'
import { StartFailed } from '../../errors/start-failed.js'
import type { Io } from '../io.js'
import type { AddCommand } from '../program.js'
import { addSettings, readSettings, type Options } from '../settings.js'
import { withParts } from '../with-parts.js'

/** `db rotate-key`: seals everything with the first key, while the server may go on serving (STO-7). */
export const dbRotateKey: AddCommand = (parent, io) => {
  const command = parent.command('rotate-key').description('encrypt everything stored with the first key anew')
  addSettings(command.helpOption('--help', 'show help')).action((options: Options) => rotate(options, io))
}

async function rotate(options: Options, io: Io): Promise<void> {
  const { config } = readSettings(options, io)
  await withParts(config, async parts => {
    io.err('Encrypting anew with the first key. The server may go on serving; a run that is stopped can be repeated.')
    const rotation = await rotateKeys(parts)
    if (sum(rotation, 'rotated') > 0) parts.audit.record('key.rotated', 'ok', { reason: `to ${rotation.keyId}` })
    print(rotation, io)
  })
}

function print(rotation: KeyRotation, io: Io): void {
  for (const column of rotation.columns) io.out(describe(column))
  io.out(`${sum(rotation, 'rotated')} secrets are sealed anew with key ${rotation.keyId}.`)
  const unreadable = sum(rotation, 'unreadable')
  if (unreadable > 0) {
    throw new StartFailed(
      `${unreadable} secrets could not be opened and were left as they are. Add their key to TOKEN_ENCRYPTION_KEY and repeat.`,
    )
  }
  io.out('The other keys can be taken out of TOKEN_ENCRYPTION_KEY once every running server has the first one.')
}

function describe({ table, column, rotated, overtaken, unreadable, after }: ColumnRotation): string {
  const keys = Object.entries(after).map(([keyId, rows]) => `${rows} with key ${keyId}`)
  const counts = `${rotated} sealed anew, ${overtaken} changed meanwhile, ${unreadable} unreadable`
  return `${table}.${column}: ${counts}; now ${keys.join(', ') || 'none stored'}`
}

function sum({ columns }: KeyRotation, count: 'rotated' | 'unreadable'): number {
  return columns.reduce((total, column) => total + column[count], 0)
}
