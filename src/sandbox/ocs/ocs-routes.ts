import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify'
import type { Caller } from '../route-rules.js'
import { sendOcs, type OcsAnswer } from './send-ocs.js'

/** Answers a request whose caller is known (`caller` is null on public routes only). */
export type OcsHandler = (request: FastifyRequest, caller: Caller) => OcsAnswer | Promise<OcsAnswer>

const NOBODY: Caller = { uid: '', via: 'cookie' }

/** Registers one route under `/ocs/v1.php` and `/ocs/v2.php`. `public` routes get a caller without a uid when nobody is signed in. */
export function ocsRoute(
  app: FastifyInstance,
  method: HTTPMethods | HTTPMethods[],
  path: string,
  handler: OcsHandler,
  access: 'user' | 'optional' = 'user',
): void {
  for (const version of ['/ocs/v1.php', '/ocs/v2.php']) {
    app.route({
      method,
      url: version + path,
      config: { kind: 'ocs', credentials: access },
      handler: async (request, reply) => sendOcs(request, reply, await handler(request, request.caller ?? NOBODY)),
    })
  }
}

/** Methods that a path exists for, but not these: 405 with an empty body, as recorded. */
export function ocsMethodNotAllowed(app: FastifyInstance, method: HTTPMethods[], path: string): void {
  for (const version of ['/ocs/v1.php', '/ocs/v2.php']) {
    app.route({
      method,
      url: version + path,
      config: { kind: 'ocs', credentials: 'ignored' },
      handler: (_request, reply) => reply.code(405).type('application/json; charset=utf-8').send(''),
    })
  }
}
