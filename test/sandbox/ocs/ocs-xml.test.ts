import t from 'tap'
import { ocsXml } from '../../../src/sandbox/ocs/ocs-xml.js'

t.test('lists become elements, true 1, false and empty text nothing, null and empty lists closed tags', async t => {
  const xml = ocsXml({
    meta: { status: 'ok' },
    data: { a: true, b: false, c: null, d: [], e: ['x<y'], f: '', g: { h: 1 } },
  })
  t.equal(
    xml.replace(/\n */g, ''),
    '<?xml version="1.0"?><ocs><meta><status>ok</status></meta><data><a>1</a><b></b><c/><d/>' +
      '<e><element>x&lt;y</element></e><f></f><g><h>1</h></g></data></ocs>',
  )
})
