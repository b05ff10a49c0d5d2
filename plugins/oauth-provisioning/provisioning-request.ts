import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ProvisioningRequest } from '../../src/auth/provisioning/provisioning-deps.js'

/** Lists stay lists here: a repeated parameter is refused further in, where that is answered. */
const Query = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** What the engine needs of an HTTP request. */
export function provisioningRequest(request: FastifyRequest): ProvisioningRequest {
  return { query: Query.parse(request.query), cookies: request.cookies, ip: request.ip, requestId: request.id }
}
