import t from 'tap'
import { createCore } from '../../../src/sandbox/create-core.js'
import { parseXml } from '../../../src/sandbox/dav/parse-xml.js'
import { comparer, matcher } from '../../../src/sandbox/dav/search-conditions.js'

const core = createCore({ now: () => 1_000_000 })
const root = core.files.root('alice')
const one = core.files.write('alice', root, 'One 100%.txt', Buffer.from('abc'))
const two = core.files.write('alice', root, 'two.png', Buffer.alloc(9), { modified: 5 })
const NAMESPACES = 'xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns"'

const condition = (operator: string, property: string, literal: string) =>
  `<d:${operator} ${NAMESPACES}><d:prop><${property}/></d:prop><d:literal>${literal}</d:literal></d:${operator}>`
const test = (xml: string) => matcher(parseXml(xml)!)

for (const [operator, property, literal, finds] of [
  ['like', 'd:displayname', 'ONE%', 'one'],
  ['like', 'd:displayname', '%100\\%%', 'one'],
  ['like', 'd:displayname', 't_o.png', 'two'],
  ['like', 'd:displayname', '%.%', 'both'],
  ['like', 'd:getcontenttype', 'image/%', 'two'],
  ['gt', 'oc:size', '3', 'two'],
  ['gte', 'oc:size', '3', 'both'],
  ['lt', 'd:getlastmodified', '1970-01-01T00:00:06Z', 'two'],
  ['eq', 'oc:fileid', String(one.id), 'one'],
  ['eq', 'oc:favorite', '1', 'none'],
] as const) {
  t.test(`${property} ${operator} ${literal} finds ${finds}`, async t => {
    const found = test(condition(operator, property, literal))!
    t.equal(found(one), finds === 'one' || finds === 'both')
    t.equal(found(two), finds === 'two' || finds === 'both')
  })
}

t.test('and, or and not join; a part that cannot be searched spoils the whole', async t => {
  const isOne = condition('like', 'd:displayname', 'one%')
  const isTwo = condition('like', 'd:displayname', 'two%')
  const join = (operator: string, ...parts: string[]) =>
    test(`<d:${operator} ${NAMESPACES}>${parts.join('')}</d:${operator}>`)
  t.notOk(join('and', isOne, isTwo)!(one))
  t.ok(join('or', isOne, isTwo)!(two))
  t.ok(join('not', isOne)!(two))
  t.equal(join('and', isOne, condition('eq', 'd:nothing', 'x')), undefined)
})

t.test('order is ascending unless it says descending', async t => {
  const order = (direction: string) =>
    parseXml(`<d:o ${NAMESPACES}><d:order><d:prop><d:getlastmodified/></d:prop>${direction}</d:order></d:o>`)!.children
  t.strictSame([one, two].sort(comparer(order(''))), [two, one])
  t.strictSame([two, one].sort(comparer(order('<d:descending/>'))), [one, two])
  t.equal(comparer([])(one, two), 0)
})
