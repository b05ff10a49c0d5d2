import t from 'tap'
import { escapeHtml, html as part } from '../../../src/http/pages/html.js'

t.test('what is put in is text, in elements and in attributes', async t => {
  const evil = `"><script>alert('1')</script>&amp;`
  t.equal(part`<a title="${evil}">${evil}</a>`.markup, `<a title="${escapeHtml(evil)}">${escapeHtml(evil)}</a>`)
  t.equal(escapeHtml(evil), '&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;')
})

t.test('parts made by html are kept, lists are joined, nothing is nothing', async t => {
  const items = ['a', '<b>'].map(item => part`<li>${item}</li>`)
  t.equal(part`<ul>${items}</ul>${undefined}${null}${7}`.markup, '<ul><li>a</li><li>&lt;b&gt;</li></ul>7')
})

t.test('what looks like markup, but was not made by html, is text', async t => {
  const forged: unknown = JSON.parse('{"markup":"<script>"}')
  t.equal(part`${String(forged)}`.markup, '[object Object]')
})
