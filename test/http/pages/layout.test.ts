import t from 'tap'
import { html } from '../../../src/http/pages/html.js'
import { layout } from '../../../src/http/pages/layout.js'

t.test('a whole document, in a language, with one stylesheet and no script', async t => {
  const page = layout({ title: 'A & B', tone: 'good', body: html`<p>x</p>` })
  t.match(page, /^<!doctype html>\s*<html lang="en">/)
  t.match(page, /<title>A &amp; B · Nextcloud MCP Server<\/title>/)
  t.match(page, /<h1>A &amp; B<\/h1>/)
  t.match(page, /<link rel="stylesheet" href="pages\.css"/)
  t.notMatch(page, /<script|\son\w+=|style=|http-equiv|<footer/)
})

t.test('small print has its place', async t => {
  t.match(
    layout({ title: 'x', tone: 'bad', body: html``, footer: html`Code 7` }),
    /<main class="bad">[^]*<footer>Code 7<\/footer>/,
  )
})

t.test('a page that waits is asked for again, without a script', async t => {
  const page = { title: 'Wait', tone: 'wait', body: html`<p>soon</p>` } as const
  t.match(layout({ ...page, refreshSeconds: 3 }), /<meta http-equiv="refresh" content="3" \/>/)
  t.notMatch(layout(page), /http-equiv/)
})
