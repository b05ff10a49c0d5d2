import { randomBytes } from 'node:crypto'
import { createAppPasswords } from './accounts/app-passwords.js'
import { createBruteForce } from './accounts/brute-force.js'
import { demoAccounts } from './accounts/demo-accounts.js'
import type { Core } from './core.js'
import { createFileStore } from './files/file-store.js'
import type { NodeEvent } from './files/node-event.js'
import type { SandboxOptions, SandboxSettings } from './sandbox.js'
import type { Account } from './world.js'

/** As Nextcloud and its apps are when they are installed. */
export const DEFAULT_SETTINGS: Readonly<SandboxSettings> = {
  userConsent: false,
  dynamicRegistration: true,
  expireTime: 900,
  refreshExpireTime: 900,
  clientExpireTime: 3600,
  bearerValidation: true,
  bruteForceProtection: true,
  maintenance: false,
  latencyMs: 0,
  cronIntervalMs: 0,
  mcpServerUrl: null,
}

const APPS = (
  'files activity astrolabe bruteforcesettings cloud_federation_api comments dashboard dav federatedfilesharing ' +
  'files_pdfviewer files_sharing files_trashbin files_versions notes notifications oauth2 oidc password_policy profile ' +
  'provisioning_api settings systemtags text theming twofactor_backupcodes user_oidc user_status viewer ' +
  'webhook_listeners workflowengine'
).split(' ')

/** A new Nextcloud: four accounts, no files, nothing registered. */
export function createCore(options: SandboxOptions): Core {
  const now = options.now ?? Date.now
  const settings: SandboxSettings = { ...DEFAULT_SETTINGS, ...options.settings }
  const accounts = new Map(demoAccounts().map(account => [account.uid, account]))
  const appPasswords = createAppPasswords(now, randomId)
  const core: Core = {
    settings,
    url: '',
    basePath: (options.basePath ?? '').replace(/\/+$/, ''),
    now,
    randomId,
    accounts,
    findAccount: login => findAccount(accounts, login),
    isPassword: (account, password) => account.password === password,
    browserSessions: new Map(),
    bruteForce: createBruteForce(now, () => settings.bruteForceProtection),
    checkBearer: async () => undefined,
    createAppPassword: (uid, name) => appPasswords.create(requireAccount(accounts, uid), name),
    appPasswords,
    files: createFileStore({ now, randomId, emit: event => core.onNodeEvent(event) }),
    quotas: new Map(),
    apps: [...APPS],
    groups: new Map([['admin', new Set(['admin'])]]),
    startedAt: now(),
    onNodeEvent: ignoreEvent,
  }
  return core
}

const ignoreEvent = (_event: NodeEvent) => {}

function findAccount(accounts: Map<string, Account>, login: string): Account | undefined {
  const wanted = login.toLowerCase()
  const all = [...accounts.values()]
  const named = all.find(account => account.loginName.toLowerCase() === wanted)
  return named ?? all.find(account => account.email !== null && account.email.toLowerCase() === wanted)
}

/** @throws {RangeError} when nobody has this uid: the caller of the sandbox made a mistake. */
export function requireAccount(accounts: Map<string, Account>, uid: string): Account {
  const account = accounts.get(uid)
  if (!account) throw new RangeError(`The sandbox has no account ${uid}`)
  return account
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function randomId(length: number): string {
  return Array.from(randomBytes(length), byte => ALPHABET[byte % ALPHABET.length]).join('')
}
