import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import type { FastifyPluginAsync } from 'fastify'
import type { ServerContext } from '../server-context.js'
import { authorize } from './authorize.js'
import { clients } from './clients.js'
import { consent } from './consent.js'

/** Where a person and their browser come. */
export const browserPages: FastifyPluginAsync<ServerContext> = async (app, context) => {
  await app.register(cookie)
  await app.register(formbody)
  await app.register(authorize, context)
  await app.register(consent, context)
  await app.register(clients, context)
}
