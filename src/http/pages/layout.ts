import { html, type Html } from './html.js'

export interface Page {
  title: string
  tone: 'good' | 'bad' | 'wait'
  body: Html
  /** Seen from the address of the page; `pages.css` unless told. */
  stylesheet?: string
  /** Where the browser goes by itself, at once. */
  refresh?: string
  /** Small print: codes for whoever helps. */
  footer?: Html
  /** The page is asked for again after this many seconds, without a script. */
  refreshSeconds?: number
}

/** A whole document. No script; the stylesheet is a neighbour, so that a path in front of ours does not matter. */
export function layout({ title, tone, body, refresh, refreshSeconds, footer, stylesheet }: Page): string {
  const { markup } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        ${refreshSeconds && html`<meta http-equiv="refresh" content="${refreshSeconds}" />`}
        ${refresh && html`<meta http-equiv="refresh" content="0; url=${refresh}" />`}
        <title>${title} · Nextcloud MCP Server</title>
        <link rel="stylesheet" href="${stylesheet ?? 'pages.css'}" />
      </head>
      <body>
        <main class="${tone}">
          <h1>${title}</h1>
          ${body} ${footer && html`<footer>${footer}</footer>`}
        </main>
      </body>
    </html> `
  return markup
}
