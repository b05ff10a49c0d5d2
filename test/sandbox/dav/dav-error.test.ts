import t from 'tap'
import { davErrorXml, notFound, preconditionFailed } from '../../../src/sandbox/dav/dav-error.js'

t.test('a refusal is Sabre class and words, escaped', async t => {
  t.match(davErrorXml(notFound('no <x>').problem), /NotFound<\/s:exception>\n  <s:message>no &lt;x&gt;<\/s:message>/)
  t.match(davErrorXml(preconditionFailed('').problem), '<s:message/>')
  t.match(davErrorXml(preconditionFailed('x', { more: '<s:header>If</s:header>' }).problem), '<s:header>If</s:header>')
})
