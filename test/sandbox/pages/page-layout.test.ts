import t from 'tap'
import { html, nothing, pageLayout } from '../../../src/sandbox/pages/page-layout.js'

t.test('holes are escaped, markup in holes is not', async t => {
  t.equal(
    html`<p title="${'"&'}">${'<b>'}${html`<i>${1}</i>`}${[nothing, html`x`]}</p>`.markup,
    '<p title="&quot;&amp;">&lt;b&gt;<i>1</i>x</p>',
  )
})

t.test('a page brings nothing from elsewhere and no script', async t => {
  const page = pageLayout({ basePath: '/cloud', title: '<t>', body: html`<p>hi</p>` })
  t.match(page, '<title>&lt;t&gt;</title>')
  t.match(page, 'href="/cloud/core/css/sandbox.css"')
  t.notMatch(page, /<script|https?:/)
})
