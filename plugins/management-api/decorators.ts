import type { AsUser } from './as-user.js'
import type { ErrorFamily } from './error-body.js'
import type { RequireAdmin } from './require-admin.js'

declare module 'fastify' {
  interface FastifyInstance {
    asUser: AsUser
    requireAdmin: RequireAdmin
  }
  interface FastifyContextConfig {
    /** How a caller proves itself; `bearer` where nothing is said. A test walks the route table and tries each one without. */
    access?: 'open' | 'basic' | 'bearer' | 'webhook-secret'
    /** Shape of error bodies; `labelled` where nothing is said. */
    errors?: ErrorFamily
  }
}
