import type { Config } from '../../config/config.js'
import { migrate } from '../../storage/migrate.js'
import { openDatabase } from '../../storage/open-database.js'
import type { Io } from '../io.js'
import type { AddCommand } from '../program.js'
import { addSettings, readSettings, type Options } from '../settings.js'

/** `db migrate`: what every start does, for those who want to do it before. */
export const dbMigrate: AddCommand = (parent, io) => {
  const command = parent.command('migrate').description('bring the database up to date (every start does it too)')
  addSettings(command.helpOption('--help', 'show help')).action((options: Options) =>
    migrateDatabase(readSettings(options, io).config, io),
  )
}

function migrateDatabase({ mode, storage }: Config, io: Io): void {
  if (!storage) return io.out(`Nothing to do: ${mode} mode stores nothing.`)
  const { sqlite } = openDatabase(storage.path)
  try {
    const { applied, total } = migrate(sqlite)
    io.out(`${storage.path}: ${applied} of ${total} migrations applied now; the database is up to date.`)
  } finally {
    sqlite.close()
  }
}
