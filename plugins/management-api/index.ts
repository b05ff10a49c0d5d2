import fp from 'fastify-plugin'

const meta = {
  name: 'management-api',
  dependencies: ['token-storage', 'authentication'],
  fastify: '5.x',
  encapsulate: true,
}

/** Provides `/api/v1`: what the Astrolabe app and administrators' scripts call. Denied unless a route says otherwise. */
export const managementApi = fp(async () => {}, meta)
