import t from 'tap'
import { escapeText, htmlPage } from '../../../src/sandbox/http/html-page.js'

t.test('what could end an element or an attribute is escaped', async t => {
  t.equal(escapeText(`<a href="x">'&`), '&lt;a href=&quot;x&quot;&gt;&#039;&amp;')
  t.match(htmlPage('<script>', 'words'), '<title>&lt;script&gt;</title>')
})
