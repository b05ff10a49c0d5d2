import type { FastifyReply } from 'fastify'
import { escapeText } from '../http/html-page.js'
import type { AuthorizeRequest } from './authorize-request.js'

const HTML = 'text/html; charset=UTF-8'

/** Sends the browser back to the client with these parameters, by the response mode asked for (OAuth 2.0 Form Post Response Mode too). */
export function answerClient(
  reply: FastifyReply,
  asked: AuthorizeRequest,
  answer: Readonly<Record<string, string>>,
): FastifyReply {
  const target = asked.redirect_uri ?? ''
  if (asked.response_mode === 'form_post') return reply.type(HTML).send(formPost(target, answer))
  const query = Object.entries(answer)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  return seeOther(reply, `${target}${separator(target, asked)}${query}`)
}

/** 303 with an empty page, the only redirect Nextcloud's controllers know. */
export function seeOther(reply: FastifyReply, location: string): FastifyReply {
  return reply.code(303).type(HTML).header('location', location).send('')
}

/** Answers of the implicit flow travel in the fragment, where no server sees them (OAuth 2.0 Multiple Response Types, section 5). */
function separator(target: string, { response_mode: mode, response_type: type }: AuthorizeRequest): string {
  const implicit = type !== undefined && type !== 'code'
  if (mode === 'fragment' || (implicit && mode !== 'query')) return '#'
  return target.includes('?') ? '&' : '?'
}

function formPost(target: string, answer: Readonly<Record<string, string>>): string {
  const fields = Object.entries(answer).map(
    ([name, value]) => `<input type="hidden" name="${escapeText(name)}" value="${escapeText(value)}">`,
  )
  return `<form method="post" action="${escapeText(target)}">${fields.join('')}<noscript><button type="submit">Continue</button></noscript></form><script>document.forms[0].submit()</script>`
}
