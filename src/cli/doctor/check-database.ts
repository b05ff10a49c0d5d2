import { accessSync, constants, existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { checkKeys } from '../../auth/key-rotation/check-keys.js'
import type { Config, StorageConfig } from '../../config/config.js'
import { AppError } from '../../errors/app-error.js'
import type { Clock } from '../../lib/ports.js'
import { openStorage } from '../../storage/open-storage.js'
import type { Storage } from '../../storage/storage.js'
import { openVault } from '../../vault/open-vault.js'
import type { CheckResult } from './check-result.js'

/** Can the database be opened and written, is its schema ours, and do the keys open what it holds? Brings the schema up to date, as a start does. */
export async function checkDatabase({ storage, mode }: Config, now: Clock): Promise<CheckResult[]> {
  if (!storage) return [{ name: 'database', status: 'skip', message: `${mode} mode stores nothing` }]
  if (!existsSync(storage.path)) return [checkFolder(storage.path), keyUnused()]
  try {
    const opened = await openStorage({ path: storage.path, now })
    return await checkOpened(opened, storage).finally(() => opened.close())
  } catch (error) {
    return [cannotUse(error)]
  }
}

async function checkOpened(opened: Storage, storage: StorageConfig): Promise<CheckResult[]> {
  await opened.check()
  const database: CheckResult = {
    name: 'database',
    status: 'ok',
    message: `${storage.path} is up to date and writable`,
  }
  return [database, await checkKey(opened, storage)]
}

function checkFolder(path: string): CheckResult {
  const folder = nearestFolder(resolve(dirname(path)))
  if (isWritable(folder)) {
    return { name: 'database', status: 'ok', message: `${path} does not exist yet; the first start makes it` }
  }
  const fix = 'Let the user of this server write there, or name another place in TOKEN_STORAGE_DB.'
  return { name: 'database', status: 'fail', message: `${path} cannot be made: ${folder} is not writable`, fix }
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder))
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function cannotUse(error: unknown): CheckResult {
  const message = error instanceof AppError ? error.message : 'the database cannot be read or written'
  const fix = 'Check TOKEN_STORAGE_DB, who owns the file, and the space on the disk.'
  return { name: 'database', status: 'fail', message, fix }
}

function keyUnused(): CheckResult {
  return { name: 'key', status: 'ok', message: 'TOKEN_ENCRYPTION_KEY is well formed; nothing is sealed with it yet' }
}

async function checkKey(opened: Storage, { keys }: StorageConfig): Promise<CheckResult> {
  const { state, missingKeyIds } = await checkKeys(opened, openVault(keys), { allowReset: true })
  const fix = 'Add the key that sealed them to TOKEN_ENCRYPTION_KEY, after a comma, or let people authorise again.'
  if (state === 'unreadable') {
    return { name: 'key', status: 'fail', message: 'TOKEN_ENCRYPTION_KEY opens none of the stored secrets', fix }
  }
  if (missingKeyIds.length > 0) {
    const message = `some stored secrets need a key that is not configured (${missingKeyIds.join(', ')})`
    return { name: 'key', status: 'warn', message, fix }
  }
  return state === 'empty' ? keyUnused() : { name: 'key', status: 'ok', message: 'opens the stored secrets' }
}
