import type { World } from '../world.js'
import type { WebhookListeners } from './register-webhook-listeners.js'

const LOOK_EVERY_MS = 20

/**
 * Runs the background jobs every `settings.cronIntervalMs`, which may change at any time; never two runs at once.
 *
 * @returns what stops it.
 */
export function startCron(world: World, webhooks: WebhookListeners): () => void {
  let lastRun = performance.now()
  let running = false
  const look = async () => {
    const interval = world.settings.cronIntervalMs
    if (running || interval <= 0 || performance.now() - lastRun < interval) return
    running = true
    await webhooks.runJobs().finally(() => {
      running = false
      lastRun = performance.now()
    })
  }
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
