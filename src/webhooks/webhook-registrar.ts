import { CredentialRejected } from '../errors/nextcloud-errors.js'
import type { Log } from '../lib/log.js'
import type { Ports } from '../lib/ports.js'
import { Secret } from '../lib/secret.js'
import { sha256 } from '../lib/sha256.js'
import type {
  WebhookListener,
  WebhookListenersClient,
} from '../nextcloud/webhook-listeners/webhook-listeners-client.js'
import type { WebhookRegistrations } from '../storage/storage.js'
import { filterText } from './filter-text.js'
import type { Preset, PresetEvent } from './presets.js'

export interface RegistrarDeps {
  registrations: WebhookRegistrations
  ports: Pick<Ports, 'now' | 'random'>
  /** The URI that Nextcloud is told, see `ingressUri`. */
  uri: string
  log: Log
}

/** On whose behalf, and with whose client, registrations are made. */
export interface Registrant {
  userId: string
  webhooks: WebhookListenersClient
}

/** Registers our receiver for events: one secret per registration, no duplicates, a preset whole or not at all. */
export interface WebhookRegistrar {
  /** Makes the registration, or returns the one that is there and works. */
  register(by: Registrant, wanted: PresetEvent, presetId?: string): Promise<WebhookListener>
  remove(by: Registrant, id: number): Promise<boolean>
  /** All events of the preset; when one fails, those made by this call are taken back. */
  enable(by: Registrant, preset: Preset): Promise<WebhookListener[]>
  /** @returns how many registrations were removed. */
  disable(by: Registrant, preset: Preset): Promise<number>
}

export function createWebhookRegistrar(deps: RegistrarDeps): WebhookRegistrar {
  return {
    register: async (by, wanted, presetId) =>
      (await ensure(deps, by, await by.webhooks.list(), wanted, presetId)).listener,
    remove: (by, id) => forget(deps, by, id),
    enable: (by, preset) => enable(deps, by, preset),
    disable: (by, preset) => disable(deps, by, preset),
  }
}

/** Does this listener of Nextcloud deliver this event to this URI? */
export function delivers(listener: WebhookListener, uri: string, { event, filter }: PresetEvent): boolean {
  return listener.uri === uri && listener.event === event && filterText(listener.eventFilter) === filterText(filter)
}

async function enable(deps: RegistrarDeps, by: Registrant, preset: Preset): Promise<WebhookListener[]> {
  const listeners = await by.webhooks.list()
  const made: number[] = []
  const result: WebhookListener[] = []
  try {
    for (const wanted of preset.events) {
      const { listener, created } = await ensure(deps, by, listeners, wanted, preset.id)
      if (created) made.push(listener.id)
      result.push(listener)
    }
    return result
  } catch (error) {
    await takeBack(deps, by, made)
    throw error
  }
}

async function disable(deps: RegistrarDeps, by: Registrant, preset: Preset): Promise<number> {
  const listeners = await by.webhooks.list()
  const ours = listeners.filter(listener => preset.events.some(wanted => delivers(listener, deps.uri, wanted)))
  for (const { id } of ours) await forget(deps, by, id)
  return ours.length
}

async function ensure(
  deps: RegistrarDeps,
  by: Registrant,
  listeners: readonly WebhookListener[],
  wanted: PresetEvent,
  presetId?: string,
): Promise<{ listener: WebhookListener; created: boolean }> {
  const known = new Set((await deps.registrations.all()).map(row => row.nextcloudId))
  const [working, ...rest] = listeners
    .filter(listener => delivers(listener, deps.uri, wanted))
    .sort((a, b) => Number(known.has(b.id)) - Number(known.has(a.id)))
  if (working && known.has(working.id)) return { listener: working, created: false }
  // A listener whose secret we do not hold delivers events that we must refuse.
  for (const stale of working ? [working, ...rest] : []) await forget(deps, by, stale.id)
  return { listener: await create(deps, by, wanted, presetId), created: true }
}

async function create(
  { registrations, ports, uri }: RegistrarDeps,
  by: Registrant,
  { event, filter }: PresetEvent,
  presetId: string | undefined,
): Promise<WebhookListener> {
  const secret = ports.random(32).toString('base64url')
  const listener = await by.webhooks.create({
    uri,
    event,
    eventFilter: { ...filter },
    headers: { 'Content-Type': 'application/json' },
    authHeaders: { Authorization: new Secret(`Bearer ${secret}`) },
  })
  await registrations.add({
    nextcloudId: listener.id,
    presetId: presetId ?? null,
    event,
    filter: filterText(filter),
    uri,
    secretHash: sha256(secret),
    createdBy: by.userId,
    createdAt: Math.floor(ports.now() / 1000),
  })
  return listener
}

async function forget({ registrations }: RegistrarDeps, by: Registrant, id: number): Promise<boolean> {
  const removed = await by.webhooks.remove(id)
  await registrations.remove(id)
  return removed
}

/** Best effort: the failure that brought us here is the one to report. */
async function takeBack(deps: RegistrarDeps, by: Registrant, ids: readonly number[]): Promise<void> {
  for (const id of ids) {
    try {
      await forget(deps, by, id)
    } catch (error) {
      deps.log.error({ err: error, webhookId: id }, 'a webhook of a half-made preset could not be taken back')
      if (error instanceof CredentialRejected) return
    }
  }
}
