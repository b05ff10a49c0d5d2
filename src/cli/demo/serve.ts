import type { FastifyInstance } from 'fastify'
import { buildApp } from '../../app.js'
import { loadConfig } from '../../config/load-config.js'

/**
 * The server as an administrator would configure it, listening on loopback.
 *
 * @param clearUp - ends what was started for it; called when it does not start, or the process would never end.
 */
export async function serve(
  env: Readonly<Record<string, string>>,
  clearUp: () => Promise<void>,
): Promise<FastifyInstance> {
  try {
    return await listen(env)
  } catch (error) {
    await clearUp()
    throw error
  }
}

async function listen(env: Readonly<Record<string, string>>): Promise<FastifyInstance> {
  const { config } = loadConfig(env)
  const app = await buildApp(config)
  try {
    await app.listen({ host: '127.0.0.1', port: config.server.port })
    return app
  } catch (error) {
    await app.close()
    throw error
  }
}
