import t from 'tap'
import { matchesFilter } from '../../../src/sandbox/webhook-listeners/matches-filter.js'

const document = { event: { node: { id: 5, path: '/alice/files/Notes/x.md' } }, user: { uid: 'alice' }, time: 100 }

for (const [name, filter, expected] of [
  ['nothing asked', {}, true],
  ['an empty PHP array', [], true],
  ['a value', { 'user.uid': 'alice' }, true],
  ['another value', { 'user.uid': 'bob' }, false],
  ['a value that is not there', { 'user.email': 'x' }, false],
  ['an expression', { 'event.node.path': '/^\\/.*\\/files\\/Notes\\//' }, true],
  ['an expression without case', { 'event.node.path': '/NOTES/i' }, true],
  ['an expression that does not match', { 'event.node.path': '/^\\/bob/' }, false],
  ['an expression that cannot be compiled', { 'event.node.path': '/(/' }, false],
  ['an expression on a number', { time: '/1/' }, false],
  ['two, one of them false', { 'user.uid': 'alice', time: 1 }, false],
  ['one of', { 'user.uid': { $in: ['alice', 'bob'] } }, true],
  ['none of', { 'user.uid': { $nin: ['alice'] } }, false],
  ['greater', { time: { $gt: 99, $lte: 100 } }, true],
  ['less', { time: { $lt: 100 } }, false],
  ['a comparison of kinds', { time: { $gte: '1' } }, false],
  ['there', { 'event.node.id': { $exists: true } }, true],
  ['not there', { 'event.target': { $exists: false } }, true],
  ['unequal', { 'user.uid': { $ne: 'bob' } }, true],
  ['not', { 'user.uid': { $not: { $eq: 'alice' } } }, false],
  ['and', { $and: [{ time: 100 }, { 'user.uid': 'bob' }] }, false],
  ['or', { $or: [{ time: 1 }, { 'user.uid': 'alice' }] }, true],
  ['nor', { $nor: [{ time: 1 }, { 'user.uid': 'bob' }] }, true],
  ['an operator nobody knows', { time: { $near: 100 } }, false],
] as const) {
  t.test(`${name}: ${expected}`, async t => {
    t.equal(matchesFilter(filter, document), expected)
  })
}
