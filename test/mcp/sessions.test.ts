import t from 'tap'
import { createSessions, DEFAULT_SESSION_LIMITS } from '../../src/mcp/sessions.js'
import { manualPorts } from '../helpers/manual-ports.js'
import { testCaller } from './fixture.js'

const alice = testCaller()
const bob = { principal: { ...alice.principal, userId: 'bob' } }
const HALF_HOUR = DEFAULT_SESSION_LIMITS.idleMs

function setUp(limits = DEFAULT_SESSION_LIMITS) {
  const ports = manualPorts()
  const ended: string[] = []
  const sessions = createSessions<{ name: string; close(): void }>(ports, limits)
  const open = (id: string, caller: Pick<typeof alice, 'principal'> = alice) =>
    sessions.open(caller, id, { name: id, close: () => void ended.push(id) })
  return { ports, ended, sessions, open }
}

t.test(
  'a session is found by its owner, with any credential of theirs, and by nobody else (BA-10, GAP-26)',
  async t => {
    const { sessions, open } = setUp()
    open('one')
    t.match(sessions.find(alice, 'one'), { name: 'one' })
    t.match(sessions.find(testCaller(undefined, 'another hash'), 'one'), { name: 'one' })
    t.equal(sessions.find(bob, 'one'), undefined)
    t.equal(sessions.find(testCaller(['x']), 'one'), undefined, 'a token of the same person is somebody else')
    t.equal(sessions.find(alice, 'two'), undefined)
  },
)

t.test('half an hour without use ends it', async t => {
  const { ports, ended, sessions, open } = setUp()
  open('one')
  ports.advance(HALF_HOUR - 1)
  t.ok(sessions.find(alice, 'one'))
  ports.advance(HALF_HOUR)
  t.equal(sessions.find(alice, 'one'), undefined)
  ports.advance(60_000)
  t.strictSame([ended, sessions.size()], [['one'], 0])
})

t.test('an open stream keeps it, and half an hour after the stream it ends', async t => {
  const { ports, sessions, open } = setUp()
  open('one')
  const release = sessions.hold('one')
  ports.advance(3 * HALF_HOUR)
  t.ok(sessions.find(alice, 'one'))
  release()
  ports.advance(HALF_HOUR + 60_000)
  t.equal(sessions.size(), 0)
  t.doesNotThrow(sessions.hold('one'), 'a session that is not there holds nothing')
})

t.test('a person who has too many loses the longest unused, and no other person loses one', async t => {
  const { ended, sessions, open } = setUp({ ...DEFAULT_SESSION_LIMITS, perPerson: 2 })
  open('bobs', bob)
  open('one')
  open('two')
  sessions.find(alice, 'one')
  open('three')
  t.strictSame(ended, ['two'])
  t.ok(sessions.find(bob, 'bobs'))
})

t.test('where all have too many, the longest unused of all goes', async t => {
  const { ended, open } = setUp({ ...DEFAULT_SESSION_LIMITS, total: 2 })
  open('bobs', bob)
  open('one')
  open('two')
  t.strictSame(ended, ['bobs'])
})

t.test('closing ends all', async t => {
  const { ended, sessions, open } = setUp()
  open('one')
  open('two')
  sessions.end('one')
  sessions.close()
  t.strictSame(ended, ['one', 'two'])
})
