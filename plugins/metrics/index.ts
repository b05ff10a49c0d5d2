import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { accessGauges } from './access-gauges.js'
import { openListener, type MetricsListener } from './open-listener.js'
import { stateGauges } from './state-gauges.js'

const meta = { name: 'metrics', dependencies: ['token-storage', 'authentication'], fastify: '5.x', encapsulate: true }

/**
 * Provides `/metrics` on a listener of its own, from the moment this server listens. Needs token-storage and authentication. A port that cannot be had costs
 * the metrics, not the server.
 */
export const metrics = fp(async app => {
  const settings = app.config.metrics
  if (!settings.enabled) return
  for (const gauge of [...accessGauges(app), ...stateGauges(app)]) app.metrics.gauge(gauge)
  let listener: MetricsListener | undefined
  app.addHook('onListen', async () => {
    listener = await openOrWarn(app, settings)
  })
  app.addHook('onClose', async () => listener?.close())
}, meta)

async function openOrWarn(
  app: FastifyInstance,
  { host, port }: { host: string; port: number },
): Promise<MetricsListener | undefined> {
  try {
    const onFailure = (error: unknown) => app.log.error({ err: error }, 'metrics could not be read')
    const listener = await openListener(app.metrics, { host, port, onFailure })
    app.log.info({ host, port: listener.port }, 'metrics are served')
    return listener
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const message = `no metrics: ${host} port ${port} cannot be listened on (${code}). Choose another METRICS_PORT, or set METRICS_ENABLED=false.`
    app.log.warn({ errorCode: code }, message)
    return undefined
  }
}
