import type { FastifyInstance } from 'fastify'
import type { World } from '../world.js'

/** The pages that a person can click. */
export function registerPages(_app: FastifyInstance, _world: World): void {}
