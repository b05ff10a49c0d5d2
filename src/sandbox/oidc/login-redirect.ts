import type { FastifyReply } from 'fastify'
import { seeOther } from './authorize-answer.js'

/** Sends the browser to the login page, which comes back to `target`, a path of this server with its query. */
export function toLogin(reply: FastifyReply, basePath: string, target: string): FastifyReply {
  const [path = '', query] = splitOnce(target)
  const escaped = encodeURIComponent(query ?? '')
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
  return seeOther(reply, `${basePath}/login?redirect_url=${path}${query === undefined ? '' : `?${escaped}`}`)
}

function splitOnce(target: string): [string, string?] {
  const mark = target.indexOf('?')
  return mark < 0 ? [target] : [target.slice(0, mark), target.slice(mark + 1)]
}
