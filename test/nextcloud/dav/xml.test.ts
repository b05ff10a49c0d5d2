import t from 'tap'
import { escapeXml } from '../../../src/nextcloud/dav/xml.js'

for (const [text, expected] of [
  ['Costs & Revenue', 'Costs &amp; Revenue'],
  [`<a href="x">'`, '&lt;a href=&quot;x&quot;&gt;&apos;'],
  ['</d:literal><d:x/>', '&lt;/d:literal&gt;&lt;d:x/&gt;'],
  ['a\u0000b\u0008c\ufffe', 'abc'],
  ['ünï 📝\n', 'ünï 📝\n'],
] as const) {
  t.test(`${JSON.stringify(text)} is text inside an element`, async t => {
    t.equal(escapeXml(text), expected)
  })
}
