import type { FastifyReply } from 'fastify'
import { escapeText } from '../http/html-page.js'

const HTML = 'text/html; charset=UTF-8'

/** Markup that is safe as it stands; made only by `html`. */
export interface Html {
  readonly markup: string
}

type Hole = string | number | Html | readonly Html[]

/** Markup in which every hole is escaped, unless it is markup itself. */
export function html(literal: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  return { markup: String.raw({ raw: literal }, ...holes.map(fill)) }
}

function fill(hole: Hole): string {
  if (typeof hole === 'object') return 'markup' in hole ? hole.markup : hole.map(part => part.markup).join('')
  return escapeText(String(hole))
}

/** Nothing. */
export const nothing = html``

export interface PageParts {
  title?: string
  /** `''` or the sub-path of the installation. */
  basePath: string
  /** Right side of the bar, e.g. who is signed in. */
  bar?: Html
  /** Into `<head>`. */
  head?: Html
  body: Html
}

/** A whole page: a bar with the name, the content, Nextcloud's slogan. Nothing from elsewhere, no script. */
export function pageLayout({ title = 'Nextcloud', basePath, bar = nothing, head = nothing, body }: PageParts): string {
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="stylesheet" href="${basePath}/core/css/sandbox.css" />
        ${head}
      </head>
      <body>
        <header><a href="${basePath}/">Nextcloud</a> ${bar}</header>
        <main>${body}</main>
        <footer>Nextcloud – a safe home for all your data</footer>
      </body>
    </html> `.markup
}

/** Sends a page; nothing on it may be framed or fetched from elsewhere. */
export function sendPage(reply: FastifyReply, parts: PageParts, status = 200): FastifyReply {
  return reply
    .code(status)
    .header('content-security-policy', "default-src 'none'; style-src 'self'; form-action *; frame-ancestors 'none'")
    .header('cache-control', 'no-store')
    .type(HTML)
    .send(pageLayout(parts))
}
