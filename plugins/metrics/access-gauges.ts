import type { FastifyInstance } from 'fastify'
import { keepAliveAt } from '../../src/auth/broker/keep-alive-at.js'
import type { Clock } from '../../src/lib/ports.js'
import type { GaugeSource, Reading } from '../../src/lib/metrics.js'
import type { Storage } from '../../src/storage/storage.js'
import { remembered } from './remembered.js'

type Parts = Pick<FastifyInstance, 'storage' | 'vault' | 'config' | 'ports'>

const MAX_LOOKED_AT = 200

/** What the database says about people's grants and about the events that wait, asked at most once in a quarter of a minute. */
export function accessGauges({ storage, vault, config, ports }: Parts): GaugeSource[] {
  if (!storage) return []
  const gauges: GaugeSource[] = [
    {
      name: 'mcp_grants',
      help: 'Stored grants by state.',
      labels: ['status'],
      read: async () => asReadings('status', await storage.grants.countByStatus()),
    },
    {
      name: 'mcp_webhook_queue_size',
      help: 'Events of Nextcloud that wait for their consumer.',
      read: async () => [{ value: await storage.events.count() }],
    },
    {
      name: 'mcp_undecryptable_rows',
      help: 'Stored secrets whose key is not configured.',
      labels: ['table'],
      read: () => undecryptable(storage, vault.keyIds),
    },
    {
      name: 'mcp_next_keep_alive_timestamp_seconds',
      help: 'When the next grant is refreshed so that it does not lapse; absent when none has to be.',
      read: async () => (config.features.offlineAccess ? nextKeepAlive(storage) : []),
    },
  ]
  return gauges.map(gauge => sparing(gauge, ports.now))
}

const sparing = (gauge: GaugeSource, now: Clock): GaugeSource => ({ ...gauge, read: remembered(gauge.read, now) })

function asReadings(name: string, counts: Readonly<Record<string, number>>): Reading[] {
  return Object.entries(counts).map(([word, value]) => ({ value, labels: { [name]: word } }))
}

async function undecryptable({ sealed }: Storage, keyIds: readonly string[]): Promise<Reading[]> {
  const lost = new Map<string, number>()
  for (const column of sealed) {
    const byKey = Object.entries(await column.countByKey())
    const rows = byKey.filter(([keyId]) => !keyIds.includes(keyId)).reduce((sum, [, count]) => sum + count, 0)
    lost.set(column.table, (lost.get(column.table) ?? 0) + rows)
  }
  return asReadings('table', Object.fromEntries(lost))
}

/** Grants that lapse first are kept alive first, so the first few hundred hold the answer. */
async function nextKeepAlive({ grants }: Storage): Promise<Reading[]> {
  const lapsing = await grants.lapsingBefore(Number.MAX_SAFE_INTEGER, MAX_LOOKED_AT)
  const times = lapsing.map(keepAliveAt).filter(time => time !== null)
  return times.length === 0 ? [] : [{ value: Math.min(...times) }]
}
