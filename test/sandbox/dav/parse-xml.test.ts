import t from 'tap'
import { childOf, parseXml } from '../../../src/sandbox/dav/parse-xml.js'

t.test('names are resolved by namespace, whatever their prefixes', async t => {
  for (const xml of [
    '<d:a xmlns:d="DAV:"><d:b>x</d:b></d:a>',
    '<a xmlns="DAV:"><b>x</b></a>',
    '<q:a xmlns:q="DAV:"><q:b>x</q:b></q:a>',
  ]) {
    t.equal(childOf(parseXml(xml), '{DAV:}b')?.text, 'x', xml)
  }
  t.equal(parseXml('<a xmlns="x"><b xmlns="y"/></a>')?.children[0]?.name, '{y}b')
})

t.test('what is not well-formed is nothing', async t => {
  for (const xml of ['', '<a>', '<a>x & y</a>', 'text']) t.equal(parseXml(xml), undefined, xml)
})

t.test('text is kept as it is, with its entities resolved', async t => {
  t.equal(parseXml('<a> 007 &amp; </a>')?.text, ' 007 & ')
})
