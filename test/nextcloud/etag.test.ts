import t from 'tap'
import { quoteEtag, readEtag } from '../../src/nextcloud/etag.js'

for (const [header, expected] of [
  ['"abc"', 'abc'],
  ['W/"abc"', 'abc'],
  ['abc', 'abc'],
  ['', undefined],
  [undefined, undefined],
] as const) {
  t.test(`the header ${header} is shown as ${expected}`, async t => {
    t.equal(readEtag(header), expected)
  })
}

for (const [tag, expected] of [
  ['abc', '"abc"'],
  ['"abc"', '"abc"'],
  ['W/"abc"', '"abc"'],
  ['*', '*'],
  ['a"b', '"ab"'],
] as const) {
  t.test(`${tag} goes on the wire as ${expected}`, async t => {
    t.equal(quoteEtag(tag), expected)
  })
}
