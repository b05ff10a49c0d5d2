import { z } from 'zod'
import { Secret } from '../../lib/secret.js'
import type { LoginFlow } from '../../storage/login-flow-storage.js'
import { sealContexts } from '../../vault/seal-contexts.js'
import type { Sealed, Vault } from '../../vault/vault.js'

/** While we wait: what we poll with, and the page for the person. */
const Waiting = z.object({ pollToken: z.string(), loginUrl: z.string() })
/** When it was granted. */
const Granted = z.object({ loginName: z.string(), appPassword: z.string() })

export interface WaitingSecret {
  pollToken: Secret
  /** Opens Nextcloud's page for whoever has it. */
  loginUrl: string
}
export interface GrantedSecret {
  loginName: string
  appPassword: Secret
}

const seal = (vault: Vault, flowHash: string, value: object): Sealed =>
  vault.seal(new Secret(JSON.stringify(value)), sealContexts['login-flow']({ stateHash: flowHash }))

export function sealWaiting(vault: Vault, flowHash: string, { pollToken, loginUrl }: WaitingSecret): Sealed {
  return seal(vault, flowHash, { pollToken: pollToken.reveal(), loginUrl })
}

export function sealGranted(vault: Vault, flowHash: string, { loginName, appPassword }: GrantedSecret): Sealed {
  return seal(vault, flowHash, { loginName, appPassword: appPassword.reveal() })
}

/** @returns undefined when the flow does not wait. @throws {DecryptionFailed} when its key is gone. */
export function openWaiting(vault: Vault, flow: LoginFlow): WaitingSecret | undefined {
  if (flow.stage !== 'waiting' || !flow.sealed) return undefined
  const { pollToken, loginUrl } = Waiting.parse(open(vault, flow.flowHash, flow.sealed))
  return { pollToken: new Secret(pollToken), loginUrl }
}

/** @returns undefined when nothing was granted. @throws {DecryptionFailed} when its key is gone. */
export function openGranted(vault: Vault, flow: LoginFlow): GrantedSecret | undefined {
  if (flow.stage !== 'granted' || !flow.sealed) return undefined
  const { loginName, appPassword } = Granted.parse(open(vault, flow.flowHash, flow.sealed))
  return { loginName, appPassword: new Secret(appPassword) }
}

function open(vault: Vault, flowHash: string, { ciphertext }: Sealed): unknown {
  return JSON.parse(vault.open(ciphertext, sealContexts['login-flow']({ stateHash: flowHash })).reveal())
}
