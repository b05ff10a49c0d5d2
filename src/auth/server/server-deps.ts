import type { Config } from '../../config/config.js'
import type { Log } from '../../lib/log.js'
import type { Ports } from '../../lib/ports.js'
import type { Seconds, Storage } from '../../storage/storage.js'
import type { Audit } from '../audit.js'
import type { ClientDocuments } from './clients/client-documents.js'

/** What the authorization server works with. */
export interface ServerDeps {
  config: Config
  storage: Pick<Storage, 'authorizationServer' | 'grants' | 'appPasswords'>
  ports: Pick<Ports, 'now' | 'random'>
  audit: Audit
  log: Log
  documents: ClientDocuments
}

/** Unix time, whole seconds. */
export const secondsOf = ({ ports }: Pick<ServerDeps, 'ports'>): Seconds => Math.floor(ports.now() / 1000)

/** 256 bits of chance, base64url. */
export const random256 = ({ ports }: Pick<ServerDeps, 'ports'>): string => ports.random(32).toString('base64url')
